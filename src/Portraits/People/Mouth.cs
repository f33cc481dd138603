using MathNet.Numerics.Random;

namespace Mote.Portraits.People;

/// <summary>The mouth at rest.</summary>
/// <param name="Below">From the tip of the nose down to the line of the lips.</param>
/// <param name="Width">Half the width.</param>
/// <param name="Upper">The thickness of the upper lip.</param>
/// <param name="Lower">The thickness of the lower lip.</param>
/// <param name="Bow">The depth of the dip in the upper lip.</param>
/// <param name="Curve">How far the corners lie above the middle.</param>
/// <param name="Redness">How much redder than the skin, 0 to 1.</param>
internal sealed record Mouth(float Below, float Width, float Upper, float Lower, float Bow, float Curve, float Redness)
{
    public static Mouth Draw(RandomSource random, double lean) => new(
        Below: random.Around(0.34, 0.054),
        Width: random.Around(0.34, 0.054, -lean),
        Upper: random.Around(0.070, 0.027),
        Lower: random.Around(0.095, 0.032),
        Bow: random.Around(0.028, 0.016),
        Curve: random.Around(0.000, 0.027),
        Redness: random.Between(0.25, 0.9));
}
