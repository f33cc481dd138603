using MathNet.Numerics.Random;

namespace Mote.Portraits.People;

/// <summary>Both eyebrows.</summary>
/// <param name="Above">From the eye up to the brow.</param>
/// <param name="Thickness">The thickness in the middle.</param>
/// <param name="Reach">From the middle of the brow to its end.</param>
/// <param name="Arch">How far the middle lies above the ends.</param>
/// <param name="Tilt">How much higher the outer end lies than the inner one.</param>
/// <param name="Density">How dark they are, 0 to 1.</param>
internal sealed record Brows(float Above, float Thickness, float Reach, float Arch, float Tilt, float Density)
{
    public static Brows Draw(RandomSource random, double lean) => new(
        Above: random.Around(0.235, 0.043),
        Thickness: random.Around(0.062, 0.027, lean),
        Reach: random.Around(0.26, 0.038),
        Arch: random.Around(0.055, 0.032, -lean),
        Tilt: random.Around(0.00, 0.043),
        Density: random.Between(0.45, 0.95));
}
