using Mote.Recognition.Certification;
using Mote.Recognition.Templates;

namespace Mote.Recognition.Exclusion;

/// <summary>A model-template after an exclusion, and what that changed.</summary>
/// <param name="Template">The new model-template, calibrated anew.</param>
/// <param name="Certificate">
/// What was measured about it. The reference is not kept, so samples are drawn around the direction of the network before
/// the exclusion; <see cref="Certificate.Previous"/> are the figures of that network on the same samples.
/// </param>
/// <param name="Before">The wrong face before.</param>
/// <param name="After">The wrong face after.</param>
/// <param name="Angle">How far the network was turned, in degrees.</param>
public sealed record ExclusionOutcome(ModelTemplate Template, Certificate Certificate, WrongFace Before, WrongFace After, double Angle)
{
    /// <summary>By how much the false non-match rate on synthetic samples rose; negative if it fell.</summary>
    public double Cost => Certificate.Figures.Samples.Rate - Certificate.Previous!.Samples.Rate;
}
