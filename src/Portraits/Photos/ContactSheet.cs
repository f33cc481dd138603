using Mote.Portraits.People;
using SkiaSharp;

namespace Mote.Portraits.Photos;

/// <summary>Many photos on one sheet: a row a person, a column a photo.</summary>
public static class ContactSheet
{
    private const int Gap = 4;

    /// <summary>The sheet.</summary>
    /// <param name="people">The people, a row each.</param>
    /// <param name="photos">How many photos of each.</param>
    /// <param name="edge">The edge of a photo on the sheet, in pixels.</param>
    /// <returns>A JPEG file.</returns>
    public static byte[] Of(IReadOnlyList<Person> people, int photos, int edge)
    {
        ArgumentNullException.ThrowIfNull(people);
        return Of(people.SelectMany(person => Enumerable.Range(0, photos).Select(photo => PortraitStudio.Take(person, photo).Jpeg)), photos, edge);
    }

    /// <summary>The sheet.</summary>
    /// <param name="files">Image files, row after row.</param>
    /// <param name="columns">How many a row.</param>
    /// <param name="edge">The edge of a photo on the sheet, in pixels.</param>
    /// <returns>A JPEG file.</returns>
    public static byte[] Of(IEnumerable<byte[]> files, int columns, int edge)
    {
        byte[][] photos = [.. files];
        var rows = (photos.Length + columns - 1) / columns;
        using var surface = SKSurface.Create(new SKImageInfo(columns * (edge + Gap) + Gap, rows * (edge + Gap) + Gap));
        surface.Canvas.Clear(new SKColor(250, 250, 250));
        for (var i = 0; i < photos.Length; i++)
        {
            using var photo = SKImage.FromEncodedData(photos[i]);
            var (left, top) = (Gap + i % columns * (edge + Gap), Gap + i / columns * (edge + Gap));
            surface.Canvas.DrawImage(photo, new SKRect(left, top, left + edge, top + edge), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        }

        using var sheet = surface.Snapshot();
        using var data = sheet.Encode(SKEncodedImageFormat.Jpeg, 85);
        return data.ToArray();
    }
}
