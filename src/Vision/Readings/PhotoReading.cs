namespace Mote.Vision.Readings;

/// <summary>What became of a photo: a <see cref="FaceReading"/> or a <see cref="PhotoRefusal"/>, and nothing else.</summary>
public abstract record PhotoReading
{
    private protected PhotoReading()
    {
    }
}
