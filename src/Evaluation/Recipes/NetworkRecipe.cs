using System.Security.Cryptography;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Networks;
using Mote.Recognition.Protection;
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
    public string ScoreKind => _recipe == Recipe.Compact ? "calibrated" : "raw";

    /// <inheritdoc/>
    public string Key { get; }

    /// <inheritdoc/>
    public double? LowestStatedFmr => _pack.Tails[_recipe].LowestRate;

    /// <inheritdoc/>
    public double? StatedThreshold(double fmr) => _pack.Tails[_recipe] is var tail && fmr >= tail.LowestRate && fmr <= tail.Share ? tail.Threshold(fmr) : null;

    /// <inheritdoc/>
    public float[] Prepare(float[] embedding) => _pack.Input(_recipe, embedding);

    /// <inheritdoc/>
    public IEnrolledScorer Enrol(IReadOnlyList<float[]> references, string group, ulong seed, CancellationToken cancellationToken) =>
        new Enrolled(_enroller.Enrol(
            [.. references.Select(reference => (ReadOnlyMemory<float>)reference)], new EnrolmentSettings { Recipe = _recipe, Seed = seed }, Transform(seed), null, cancellationToken));

    /// <summary>Every model-template is protected as it would be in a store, so that figures hold under protection.</summary>
    private OrthogonalTransform Transform(ulong seed) =>
        new(SHA256.HashData(BitConverter.GetBytes(seed)), _pack.Cohort.Dimension);

    private sealed class Enrolled(EnrolmentOutcome outcome) : IEnrolledScorer
    {
        private readonly ModelTemplate _template = outcome.Template;

        public int Bytes => _template.WeightBytes;

        public TimeSpan Training => outcome.Training;

        // The typicality of the references lies in the calibration, so a compact score without it is half a score.
        private readonly bool _isCalibrated = outcome.Template.Recipe == Recipe.Compact;

        public ScorePlacement? Placement => _isCalibrated ? new(0, 1) : Calibration;

        public float Score(ReadOnlySpan<float> probe) => _isCalibrated ? Calibration.Standardise(_template.Margin(probe)) : _template.Margin(probe);

        public bool? IsSilent(ReadOnlySpan<float> probe) => _template.Recipe == Recipe.Paper ? null : _template.Margin(probe) <= 0;

        private ScorePlacement Calibration => new(_template.Calibration.Location, _template.Calibration.Scale);
    }
}
