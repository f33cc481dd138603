using MathNet.Numerics.Random;

namespace Mote.Portraits.People;

/// <summary>The nose.</summary>
/// <param name="Tip">Where the tip lies, below the middle of the face.</param>
/// <param name="Width">Half the width at the wings.</param>
/// <param name="Bridge">Half the width of the bridge.</param>
/// <param name="Depth">How far the tip stands out.</param>
/// <param name="Nostril">The size of the nostrils.</param>
/// <param name="Bulb">The size of the tip.</param>
internal sealed record Nose(float Tip, float Width, float Bridge, float Depth, float Nostril, float Bulb)
{
    public static Nose Draw(RandomSource random, double lean) => new(
        Tip: random.Around(0.36, 0.068),
        Width: random.Around(0.190, 0.041, lean),
        Bridge: random.Around(0.075, 0.022),
        Depth: random.Around(0.36, 0.068),
        Nostril: random.Around(0.042, 0.014),
        Bulb: random.Around(0.105, 0.024));
}
