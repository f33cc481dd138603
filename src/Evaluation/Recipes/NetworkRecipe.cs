using System.Security.Cryptography;
using Mote.Recognition.Calibration;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Protection.Transform;
using Mote.Recognition.Recipes;
using Mote.Recognition.Templates;

namespace Mote.Evaluation.Recipes;

/// <summary>A recipe of networks, enrolled as a grain would. The only place where evaluation and enrolment meet.</summary>
public sealed class NetworkRecipe : IScoredRecipe
{
    private readonly CohortPack _pack;
    private readonly Enroller _enroller;
    private readonly IRecipe _recipe;
    private readonly CohortFaces _faces;
    private readonly PooledTail _tail;

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
        (_pack, _enroller, _recipe, _tail) = (pack, new Enroller(pack), RecipeBook.Of(recipe), tail);
        _faces = _recipe.Faces(pack);
        Key = $"{Name} {cohortKey} {tail}";
    }

    /// <inheritdoc/>
    public string Name => _recipe.Name;

    /// <inheritdoc/>
    public string ScoreKind => _recipe.RestsOnCalibration ? "calibrated" : "raw";

    /// <inheritdoc/>
    public string Key { get; }

    /// <inheritdoc/>
    public double? LowestStatedFmr => _tail.LowestRate;

    /// <inheritdoc/>
    public double? StatedThreshold(double fmr) => fmr >= _tail.LowestRate && fmr <= _tail.Share ? _tail.Threshold(fmr) : null;

    /// <inheritdoc/>
    public float[] Prepare(float[] embedding) => _faces.Of(embedding);

    /// <inheritdoc/>
    public IEnrolledScorer Enrol(IReadOnlyList<float[]> references, string group, ulong seed, CancellationToken cancellationToken) =>
        new Enrolled(_recipe, _enroller.Enrol(
            [.. references.Select(reference => (ReadOnlyMemory<float>)reference)], new EnrolmentSettings { Recipe = _recipe.Form.Recipe, Seed = seed }, Transform(seed), null, cancellationToken));

    /// <summary>Every model-template is protected as it would be in a store, so that figures hold under protection.</summary>
    private OrthogonalTransform Transform(ulong seed) =>
        new(SHA256.HashData(BitConverter.GetBytes(seed)), _pack.Cohort.Dimension);

    private sealed class Enrolled(IRecipe recipe, EnrolmentOutcome outcome) : IEnrolledScorer
    {
        private readonly ModelTemplate _template = outcome.Template;

        public int Bytes => _template.WeightBytes;

        public TimeSpan Training => outcome.Training;

        public ScorePlacement? Placement => recipe.RestsOnCalibration ? new(0, 1) : Calibration;

        public float Score(ReadOnlySpan<float> probe) => recipe.RestsOnCalibration ? Calibration.Standardise(_template.Margin(probe)) : _template.Margin(probe);

        public bool? IsSilent(ReadOnlySpan<float> probe) => recipe.Form.HasDeadZone ? _template.Margin(probe) <= 0 : null;

        private ScorePlacement Calibration => new(_template.Calibration.Location, _template.Calibration.Scale);
    }
}
