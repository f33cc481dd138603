namespace Mote.Vision.Photos;

/// <summary>What became of a photo: a <see cref="Readings.FaceReading"/> or a <see cref="PhotoRefusal"/>, and nothing else.</summary>
public abstract record PhotoReading
{
    private protected PhotoReading()
    {
    }
}
