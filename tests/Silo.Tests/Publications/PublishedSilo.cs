using Mote.Tests;

namespace Mote.Silo.Tests.Publications;

/// <summary>The silo, published once for the tests of a class.</summary>
public sealed class PublishedSilo : IAsyncLifetime
{
    public Publication Publication { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Publication = await Publication.Of("Silo", "Mote.Silo");

    public ValueTask DisposeAsync() => Publication.DisposeAsync();
}
