namespace Mote.Service.Credentials;

/// <summary>Credentials that were refused lately, from one network and for one reason.</summary>
/// <param name="Realm">Whose trail has them.</param>
/// <param name="Caller">The name of the key, where it is somebody's; empty where it is nobody's.</param>
/// <param name="From">The network; null for all that are not told apart.</param>
/// <param name="Code">Why, one of <see cref="Protocol.ProblemCode"/>.</param>
public sealed record RefusedLine(string Realm, string Caller, string? From, string Code)
{
    /// <summary>How many.</summary>
    public long Times { get; init; }

    /// <summary>The last one.</summary>
    public DateTimeOffset Last { get; init; }
}
