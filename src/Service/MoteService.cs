using Mote.Abstractions.Access;
using Mote.Service.Access;

namespace Mote.Service;

/// <summary>What can be asked of the service: every edge asks here, and nothing below. Thread-safe.</summary>
public sealed class MoteService
{
    private readonly IGrainFactory _grains;
    private readonly ConfiguredCallers _configured;
    private readonly IssuedCallers _issued;

    internal MoteService(IGrainFactory grains, ConfiguredCallers configured, IssuedCallers issued) =>
        (_grains, _configured, _issued) = (grains, configured, issued);

    /// <summary>The API keys of a caller's realm.</summary>
    /// <param name="caller">Who asks.</param>
    public ApiKeys KeysFor(Caller caller) => new(_grains, _configured, _issued, caller ?? throw new ArgumentNullException(nameof(caller)));
}
