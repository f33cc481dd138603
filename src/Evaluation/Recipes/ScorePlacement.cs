namespace Mote.Evaluation.Recipes;

/// <summary>Where one person's scores lie on the calibrated scale, on which one threshold serves everybody.</summary>
/// <param name="Location">The score that becomes 0.</param>
/// <param name="Scale">The score's unit, above 0.</param>
public readonly record struct ScorePlacement(double Location, double Scale)
{
    /// <summary>The calibrated score.</summary>
    public float Standardise(float score) => (float)((score - Location) / Scale);
}
