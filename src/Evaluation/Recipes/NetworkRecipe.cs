using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Networks;
using Mote.Recognition.Templates;

namespace Mote.Evaluation.Recipes;

/// <summary>A recipe of networks, enrolled as a grain would. The only place where evaluation and enrolment meet.</summary>
public sealed class NetworkRecipe : IScoredRecipe
{
    private readonly CohortPack _pack;
    private readonly Enroller _enroller;
    private readonly Recipe _recipe;

    /// <summary>Enrols with a pack that is calibrated for the recipe.</summary>
    /// <param name="pack">The pack.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="cohortKey">Names the cohort and what was fitted to it.</param>
    /// <exception cref="RecipeUnavailableException">The pack is not calibrated for it.</exception>
    public NetworkRecipe(CohortPack pack, Recipe recipe, string cohortKey)
    {
        ArgumentNullException.ThrowIfNull(pack);
        if (!pack.Tails.TryGetValue(recipe, out var tail))
            throw new RecipeUnavailableException(recipe);
        (_pack, _enroller, _recipe) = (pack, new Enroller(pack), recipe);
        Key = $"{Name} {cohortKey} {tail}";
    }

    /// <inheritdoc/>
    public string Name => RecipeName.Of(_recipe);

    /// <inheritdoc/>
    public string ScoreKind => "raw";

    /// <inheritdoc/>
    public string Key { get; }

    /// <inheritdoc/>
    public double? LowestStatedFmr => _pack.Tails[_recipe].LowestRate;

    /// <inheritdoc/>
    public double? StatedThreshold(double fmr) => _pack.Tails[_recipe] is var tail && fmr >= tail.LowestRate && fmr <= tail.Share ? tail.Threshold(fmr) : null;

    /// <inheritdoc/>
    public float[] Prepare(float[] embedding) => embedding;

    /// <inheritdoc/>
    public IEnrolledScorer Enrol(IReadOnlyList<float[]> references, string group, ulong seed, CancellationToken cancellationToken) =>
        new Enrolled(_enroller.Enrol(MeanReference.Of(references), new EnrolmentSettings { Recipe = _recipe, Seed = seed }, null, cancellationToken));

    private sealed class Enrolled(EnrolmentOutcome outcome) : IEnrolledScorer
    {
        private readonly ModelTemplate _template = outcome.Template;

        public int Bytes => _template.WeightBytes;

        public TimeSpan Training => outcome.Training;

        public ScorePlacement? Placement => new(_template.Calibration.Location, _template.Calibration.Scale);

        public float Score(ReadOnlySpan<float> probe) => _template.Network.Margin(probe);

        public bool? IsSilent(ReadOnlySpan<float> probe) => _template.Network.Score(probe) == 0;
    }
}
