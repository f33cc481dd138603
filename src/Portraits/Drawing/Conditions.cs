using MathNet.Numerics.Random;
using Mote.Portraits.People;
using Mote.Recognition.Randomness;
using SkiaSharp;

namespace Mote.Portraits.Drawing;

/// <summary>What differs between photos of one person.</summary>
internal sealed record Conditions
{
    private const uint Stream = 12;

    /// <summary>Turned to a side, in radians.</summary>
    public required float Yaw { get; init; }

    /// <summary>Nodding, in radians.</summary>
    public required float Pitch { get; init; }

    /// <summary>Leaning to a shoulder, in radians.</summary>
    public required float Roll { get; init; }

    /// <summary>Half the width of an average head, in pixels.</summary>
    public required float Scale { get; init; }

    /// <summary>The middle of the face, in pixels.</summary>
    public required SKPoint Middle { get; init; }

    /// <summary>From a frown below 0 to a broad smile at 1.</summary>
    public required float Smile { get; init; }

    /// <summary>How far the mouth is open, 0 to 1.</summary>
    public required float Open { get; init; }

    /// <summary>How far the eyes are open; 1 is usual.</summary>
    public required float Wide { get; init; }

    /// <summary>How far the brows are raised.</summary>
    public required float Raised { get; init; }

    /// <summary>Where the person looks, -1 to 1 each way.</summary>
    public required SKPoint Gaze { get; init; }

    /// <summary>Where the light comes from, -1 to 1 from side to side.</summary>
    public required float LightFrom { get; init; }

    /// <summary>How much darker the far side is, 0 to 1.</summary>
    public required float Contrast { get; init; }

    /// <summary>Brightness of red, green and blue; 1 is plain.</summary>
    public required (float Red, float Green, float Blue) Light { get; init; }

    /// <summary>The colours behind the person.</summary>
    public required (SKColor From, SKColor To) Background { get; init; }

    /// <summary>The colour of the clothes.</summary>
    public required SKColor Clothes { get; init; }

    /// <summary>What the hair's colour differs by, in brightness.</summary>
    public required float HairShade { get; init; }

    /// <summary>What the hair's volume is multiplied by.</summary>
    public required float HairVolume { get; init; }

    /// <summary>Whether glasses are worn.</summary>
    public required bool Glasses { get; init; }

    /// <summary>The deviation of the blur, in pixels; 0 for none.</summary>
    public required float Blur { get; init; }

    /// <summary>The deviation of the sensor's noise, of 255.</summary>
    public required float Noise { get; init; }

    /// <summary>The quality of the JPEG, 0 to 100.</summary>
    public required int Quality { get; init; }

    /// <summary>The conditions of one photo of a person.</summary>
    public static Conditions Of(Person person, int photo)
    {
        var random = SeededRandom.Create(Person.Seed(person.Population, person.Number, photo), Stream);
        // What makes one group harder to recognise than the other at one threshold for all.
        var more = person.Group == AttributeGroup.B ? 1.35 : 1;
        var brightness = random.Around(1, 0.11);
        return new Conditions
        {
            Yaw = random.Around(0, 0.12 * more),
            Pitch = random.Around(0, 0.07 * more),
            Roll = random.Around(0, 0.09),
            Scale = random.Between(42, 54),
            Middle = new SKPoint(random.Between(86, 106), random.Between(90, 106)),
            Smile = random.Around(0.25, 0.35 * more),
            Open = random.Chance(0.25 * more) ? random.Between(0, 0.7) : 0,
            Wide = random.Around(0.97, 0.10 * more),
            Raised = random.Around(0, 0.020 * more),
            Gaze = new SKPoint(random.Around(0, 0.35), random.Around(0, 0.2)),
            LightFrom = random.Between(-1, 1),
            Contrast = random.Between(0.05, 0.38),
            Light = (brightness * random.Around(1, 0.035), brightness, brightness * random.Around(1, 0.045)),
            Background = (Backdrop(random), Backdrop(random)),
            Clothes = SKColor.FromHsv(random.Between(0, 360), random.Between(10, 70), random.Between(15, 85)),
            HairShade = random.Around(0, 0.05 * more),
            HairVolume = random.Around(1, 0.15 * more),
            Glasses = random.Chance(0.06 * more),
            Blur = random.Chance(0.4) ? random.Between(0.2, 0.9) : 0,
            Noise = random.Between(0.5, 5),
            Quality = random.Next(62, 96),
        };
    }

    private static SKColor Backdrop(RandomSource random) => SKColor.FromHsv(random.Between(0, 360), random.Between(3, 40), random.Between(35, 92));
}
