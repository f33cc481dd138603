using System.ComponentModel.DataAnnotations;

namespace Mote.Vision.Photos;

/// <summary>How large a photo may be.</summary>
public sealed class PhotoBounds
{
    /// <summary>Bytes of the file, 1,000 to 100,000,000; 10 MB by default.</summary>
    [Range(1_000, 100_000_000, ErrorMessage = "MostBytes is 1,000 to 100,000,000.")]
    public int MostBytes { get; set; } = 10_000_000;

    /// <summary>Pixels, known from the header before anything is decoded, 10,000 to 400,000,000; 60 million by default.</summary>
    [Range(10_000, 400_000_000, ErrorMessage = "MostPixels is 10,000 to 400,000,000.")]
    public long MostPixels { get; set; } = 60_000_000;
}
