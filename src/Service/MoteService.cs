using Mote.Grains.Contracts.Access;
using Mote.Service.Parts;

namespace Mote.Service;

/// <summary>The service: every edge asks here, and nothing below. Thread-safe.</summary>
public sealed class MoteService
{
    private readonly ServiceParts _parts;

    internal MoteService(ServiceParts parts) => _parts = parts;

    /// <summary>The names of the realms that are served now.</summary>
    public IReadOnlyCollection<string> Realms => [.. _parts.Realms.Names];

    /// <summary>What that caller can ask. The grains are asked in his name, which is that of the flow of calls (<see cref="Caller.Current"/>).</summary>
    /// <param name="caller">Who asks.</param>
    public CallerService For(Caller caller) => new(_parts, caller ?? throw new ArgumentNullException(nameof(caller)));
}
