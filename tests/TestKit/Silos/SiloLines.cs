namespace Mote.Tests;

/// <summary>The lines that one silo of a cluster hangs on.</summary>
/// <param name="Blobs">From it to its state.</param>
/// <param name="Tables">From it to where silos find each other.</param>
/// <param name="Peers">From the others to it.</param>
public sealed record SiloLines(Line Blobs, Line Tables, Line Peers) : IAsyncDisposable
{
    /// <summary>Mends all of them.</summary>
    public void Mend()
    {
        Blobs.Mend();
        Tables.Mend();
        Peers.Mend();
    }

    public async ValueTask DisposeAsync()
    {
        await Blobs.DisposeAsync();
        await Tables.DisposeAsync();
        await Peers.DisposeAsync();
    }
}
