using Mote.Vision.Detection;

namespace Mote.Grains.Embedding;

/// <summary>
/// A drawn photo of nobody, on which a silo tries itself before it says that it is ready. A detector may know other faces
/// than drawn ones and see none: then, and while the rehearsal lasts, the photo is read where the face was drawn. Thread-safe.
/// </summary>
public sealed class RehearsalPhoto
{
    private volatile bool _isShown;

    /// <summary>The JPEG file.</summary>
    public byte[] File { get; } = Read();

    /// <summary>Whether a rehearsal lasts. At any other time this photo is a photo like another.</summary>
    public bool IsShown
    {
        get => _isShown;
        set => _isShown = value;
    }

    /// <summary>Where the face was drawn.</summary>
    internal static FaceLandmarks Landmarks { get; } = new(new(67.3f, 87.9f), new(114, 80.8f), new(96.1f, 107.9f), new(81.9f, 134.1f), new(114.2f, 129.2f));

    /// <summary>Whether that is the photo, and it is shown.</summary>
    internal bool Is(byte[] photo) => _isShown && photo.AsSpan().SequenceEqual(File);

    private static byte[] Read()
    {
        using var resource = typeof(RehearsalPhoto).Assembly.GetManifestResourceStream("Mote.Grains.Embedding.rehearsal.jpg")!;
        var file = new byte[resource.Length];
        resource.ReadExactly(file);
        return file;
    }
}
