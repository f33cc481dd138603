using System.ComponentModel.DataAnnotations;
using Mote.Vision.Photos;

namespace Mote.Vision.Quality;

/// <summary>What a face must be like. The defaults refuse what people would call a bad photo and little else.</summary>
public sealed class QualityBounds
{
    // Of a face that can hardly be read, light is too little below, and too much above the other end.
    private const double Middle = 80;

    /// <summary>The least width of a face, 16 to 2048 pixels; 40 by default.</summary>
    [Range(16, 2048, ErrorMessage = "LeastWidth is 16 to 2048 pixels.")]
    public double LeastWidth { get; set; } = 40;

    /// <summary>The least sharpness, 0 to 10000; 20 by default, 0 for none.</summary>
    [Range(0, 10000, ErrorMessage = "LeastSharpness is 0 to 10000.")]
    public double LeastSharpness { get; set; } = 20;

    /// <summary>The least contrast, 0 to 255 grey levels; 20 by default. A face in less light than it needs has less, whatever its tone.</summary>
    [Range(0, 255, ErrorMessage = "LeastContrast is 0 to 255.")]
    public double LeastContrast { get; set; } = 20;

    /// <summary>The least brightness, 0 to 255; 0 by default, for none, since a dark face is no dark photo.</summary>
    [Range(0, 255, ErrorMessage = "LeastBrightness is 0 to 255.")]
    public double LeastBrightness { get; set; }

    /// <summary>The largest brightness, 0 to 255; 230 by default.</summary>
    [Range(0, 255, ErrorMessage = "MostBrightness is 0 to 255.")]
    public double MostBrightness { get; set; } = 230;

    /// <summary>The largest turn, 0.1 to 10; 1.1 by default, which is nearly a profile.</summary>
    [Range(0.1, 10, ErrorMessage = "MostTurn is 0.1 to 10.")]
    public double MostTurn { get; set; } = 1.1;

    /// <summary>
    /// A second face with this share of the prominence of the first makes several faces, 0.05 to 1; 0.5 by default, so
    /// that passers-by behind or beside a person do not count (see <see cref="Prominence"/>).
    /// </summary>
    [Range(0.05, 1, ErrorMessage = "SecondFaceShare is 0.05 to 1.")]
    public double SecondFaceShare { get; set; } = 0.5;

    /// <summary>The first bound that a face misses; null if it misses none.</summary>
    public PhotoRefusal? Refuse(FaceQuality quality) =>
        quality.Width < LeastWidth ? new PhotoRefusal(RefusalReason.FaceTooSmall, quality.Width, LeastWidth) :
        quality.Turn > MostTurn ? new PhotoRefusal(RefusalReason.TurnedTooFar, quality.Turn, MostTurn) :
        quality.Brightness < LeastBrightness ? new PhotoRefusal(RefusalReason.TooDark, quality.Brightness, LeastBrightness) :
        quality.Contrast < LeastContrast ? new PhotoRefusal(OfContrast(quality.Brightness), quality.Contrast, LeastContrast) :
        quality.Brightness > MostBrightness ? new PhotoRefusal(RefusalReason.TooBright, quality.Brightness, MostBrightness) :
        quality.Sharpness < LeastSharpness ? new PhotoRefusal(RefusalReason.Blurred, quality.Sharpness, LeastSharpness) :
        null;

    private static RefusalReason OfContrast(double brightness) =>
        brightness < Middle ? RefusalReason.TooDark : brightness > 255 - Middle ? RefusalReason.TooBright : RefusalReason.TooFlat;
}
