using Mote.Tests;

namespace Mote.Cli.Tests.Publications;

/// <summary>The command line, published once for the tests of a class.</summary>
public sealed class PublishedCli : IAsyncLifetime
{
    public Publication Publication { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Publication = await Publication.Of("Cli", "mote");

    public ValueTask DisposeAsync() => Publication.DisposeAsync();
}
