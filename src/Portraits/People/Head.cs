using MathNet.Numerics.Random;

namespace Mote.Portraits.People;

/// <summary>The outline of the head.</summary>
/// <param name="Width">Half the width at the cheekbones.</param>
/// <param name="Top">From the middle to the crown.</param>
/// <param name="Bottom">From the middle to the chin.</param>
/// <param name="Jaw">Half the width at the jaw, a share of the cheekbones'.</param>
/// <param name="Chin">Half the width of the chin, a share of the cheekbones'.</param>
/// <param name="Temple">Half the width at the temples, a share of the cheekbones'.</param>
/// <param name="Ears">The height of an ear.</param>
internal sealed record Head(float Width, float Top, float Bottom, float Jaw, float Chin, float Temple, float Ears)
{
    public static Head Draw(RandomSource random, double lean) => new(
        Width: random.Around(0.97, 0.074, lean),
        Top: random.Around(1.28, 0.068),
        Bottom: random.Around(1.26, 0.101, -lean),
        Jaw: random.Around(0.82, 0.074, lean),
        Chin: random.Around(0.42, 0.101),
        Temple: random.Around(0.93, 0.041),
        Ears: random.Around(0.42, 0.081));
}
