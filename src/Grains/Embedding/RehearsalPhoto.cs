using Mote.Vision.Detection;
using Mote.Vision.Photos;

namespace Mote.Grains.Embedding;

/// <summary>
/// A drawn photo of nobody, and one of somebody else, on which a silo tries itself before it says that it is ready. A detector
/// may know other faces than drawn ones and see none: then, and while the rehearsal lasts, the photo is read where the face
/// was drawn. Thread-safe.
/// </summary>
public sealed class RehearsalPhoto
{
    // As much as a camera's photo has: an edge reads that in pieces, and waits for them.
    private const int Behind = 128 * 1024;

    private volatile bool _isShown;

    /// <summary>The JPEG file.</summary>
    public byte[] File { get; } = Read();

    /// <summary>The same picture as a longer file, since nothing looks behind its end. While the rehearsal lasts somebody else is read in it, so that a decision against him is rehearsed.</summary>
    public byte[] Stranger { get; } = [.. Read(), .. new byte[Behind]];

    /// <summary>Whether a rehearsal lasts. At any other time these are photos like others.</summary>
    public bool IsShown
    {
        get => _isShown;
        set => _isShown = value;
    }

    /// <summary>Where the face was drawn.</summary>
    public static FaceLandmarks Landmarks { get; } = new(new(67.3f, 87.9f), new(114, 80.8f), new(96.1f, 107.9f), new(81.9f, 134.1f), new(114.2f, 129.2f));

    // The drawn face upside down, which is nobody's.
    private static FaceLandmarks UpsideDown { get; } = new(Landmarks.LeftMouth, Landmarks.RightMouth, Landmarks.Nose, Landmarks.LeftEye, Landmarks.RightEye);

    /// <summary>Where a photo is to be read instead of where it was; null for any other photo, and wherever that was good.</summary>
    internal FaceLandmarks? Instead(byte[] photo, PhotoReading reading) =>
        !_isShown ? null :
        photo.AsSpan().SequenceEqual(Stranger) ? UpsideDown :
        reading is PhotoRefusal && photo.AsSpan().SequenceEqual(File) ? Landmarks : null;

    private static byte[] Read()
    {
        using var resource = typeof(RehearsalPhoto).Assembly.GetManifestResourceStream("Mote.Grains.Embedding.rehearsal.jpg")!;
        var file = new byte[resource.Length];
        resource.ReadExactly(file);
        return file;
    }
}
