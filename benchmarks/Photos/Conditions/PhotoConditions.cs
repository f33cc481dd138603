using SkiaSharp;

namespace Mote.Photos.Conditions;

/// <summary>Every condition that photos are measured in.</summary>
internal static class PhotoConditions
{
    public const string Upright = "upright";

    // ITU-R BT.601
    private static readonly float[] Luminance = [0.299f, 0.587f, 0.114f, 0, 0];

    private static readonly int[] QuarterTurns = [90, 180, 270];
    private static readonly int[] Angles = [-45, -30, -15, 15, 30, 45];
    private static readonly float[] Sigmas = [1.5f, 2.5f, 5f];

    public static IReadOnlyList<PhotoCondition> All { get; } =
    [
        new(Upright, file => file),
        .. Turns(),
        .. Tilts(),
        new("mirrored", file => PhotoEdit.Redrawn(file, (canvas, photo) => canvas.SetMatrix(new SKMatrix(-1, 0, photo.Width, 0, 1, 0, 0, 0, 1)))),
        new("EXIF says 180, pixels upright", file => ExifTag.Before(file, 3)),
        new("EXIF says 90, pixels upright", file => ExifTag.Before(file, 6)),
        .. Canvases(),
        .. Lights(),
        new("grey", file => PhotoEdit.Filtered(file, SKColorFilter.CreateColorMatrix([.. Luminance, .. Luminance, .. Luminance, 0, 0, 0, 1, 0]))),
        .. Blurs(),
    ];

    private static IEnumerable<PhotoCondition> Turns() =>
        QuarterTurns.Select(degrees => new PhotoCondition($"turned by {degrees}", file => PhotoEdit.Turned(file, degrees)));

    private static IEnumerable<PhotoCondition> Tilts() =>
        Angles.Select(degrees => new PhotoCondition($"tilted by {degrees}", file => PhotoEdit.Tilted(file, degrees)));

    private static IEnumerable<PhotoCondition> Blurs() =>
        Sigmas.Select(sigma => new PhotoCondition($"blurred by {sigma}", file => PhotoEdit.Blurred(file, sigma)));

    private static IEnumerable<PhotoCondition> Canvases() =>
        from canvas in new[] { (Name: "1080p", Width: 1920, Height: 1080), (Name: "4K", Width: 3840, Height: 2160), (Name: "24 MP", Width: 6000, Height: 4000) }
        from place in new[] { (Name: "in the middle", X: 0.5f, Y: 0.5f), (Name: "aside", X: 0.2f, Y: 0.7f) }
        select new PhotoCondition($"{canvas.Name}, {place.Name}", file => PhotoEdit.OnCanvas(file, canvas.Width, canvas.Height, place.X, place.Y));

    // Each beside the same once its light is undone, from what eight bits have left of it.
    private static IEnumerable<PhotoCondition> Lights()
    {
        foreach (var (name, seen, undone) in new (string, Func<double, double>, Func<double, double>)[]
        {
            ("half exposure", value => 0.5 * value, value => value / 0.5),
            ("0.35 of the exposure", value => 0.35 * value, value => value / 0.35),
            ("contrast 30 %", value => 0.5 + 0.3 * (value - 0.5), value => 0.5 + (value - 0.5) / 0.3),
            ("gamma 0.33", value => Math.Pow(value, 1 / 0.33), value => Math.Pow(value, 0.33)),
        })
        {
            yield return new(name, file => PhotoEdit.Toned(file, seen));
            yield return new($"{name}, undone", file => PhotoEdit.Toned(PhotoEdit.Toned(file, seen), undone));
        }
    }
}
