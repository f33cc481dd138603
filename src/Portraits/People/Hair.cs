using MathNet.Numerics.Random;
using SkiaSharp;

namespace Mote.Portraits.People;

/// <summary>The hair of the head and of the face.</summary>
/// <param name="Cut">How it is cut.</param>
/// <param name="Colour">Its colour.</param>
/// <param name="Line">Where the hairline lies, a share of the way from the brows to the crown.</param>
/// <param name="Volume">How far it stands off the head.</param>
/// <param name="Parting">Where it parts, -1 to 1 from side to side.</param>
/// <param name="Beard">How dense the beard is, 0 for none to 1.</param>
/// <param name="Moustache">How dense the moustache is, 0 for none to 1.</param>
internal sealed record Hair(HairCut Cut, SKColor Colour, float Line, float Volume, float Parting, float Beard, float Moustache)
{
    private static readonly SKColor[] Colours = [new(26, 22, 22), new(58, 38, 28), new(98, 64, 40), new(150, 104, 62), new(206, 172, 116), new(140, 66, 36), new(168, 166, 164)];

    public static Hair Draw(RandomSource random)
    {
        var colour = Colours[random.Next(Colours.Length)];
        return new Hair(
            Cut: (HairCut)random.Next(Enum.GetValues<HairCut>().Length),
            Colour: colour.Mixed(Colours[random.Next(Colours.Length)], random.Between(0, 0.35)),
            Line: random.Around(0.52, 0.135),
            Volume: random.Around(0.14, 0.061),
            Parting: random.Between(-0.8, 0.8),
            Beard: random.Chance(0.25) ? random.Between(0.3, 1) : 0,
            Moustache: random.Chance(0.2) ? random.Between(0.4, 1) : 0);
    }
}
