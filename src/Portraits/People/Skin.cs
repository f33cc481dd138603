using MathNet.Numerics.Random;
using SkiaSharp;

namespace Mote.Portraits.People;

/// <summary>The skin and what lasts on it. Its tone is drawn alike in both groups.</summary>
/// <param name="Tone">The colour in plain light.</param>
/// <param name="Flush">How red the cheeks are, 0 to 1.</param>
/// <param name="Age">How deep the lines are, 0 to 1.</param>
/// <param name="Freckles">How many freckles there are, 0 to 1.</param>
/// <param name="Moles">Where the moles are.</param>
internal sealed record Skin(SKColor Tone, float Flush, float Age, float Freckles, IReadOnlyList<Mole> Moles)
{
    // From light to dark; between two neighbours every mixture occurs.
    private static readonly SKColor[] Tones = [new(247, 219, 196), new(232, 190, 160), new(205, 154, 118), new(160, 108, 76), new(108, 70, 48)];

    public static Skin Draw(RandomSource random) => new(
        Tone: Pick(random.Between(0, Tones.Length - 1.001)),
        Flush: random.Between(0, 1),
        Age: MathF.Pow(random.Between(0, 1), 1.5f),
        Freckles: random.Chance(0.3) ? random.Between(0.3, 1) : 0,
        Moles: [.. Enumerable.Range(0, random.Next(4)).Select(_ => new Mole(random.Between(-0.75, 0.75), random.Between(-0.75, 0.95), random.Between(0.018, 0.038)))]);

    private static SKColor Pick(float at) => Tones[(int)at].Mixed(Tones[(int)at + 1], at - (int)at);
}
