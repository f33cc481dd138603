namespace Mote.Silo.Tests.Telemetry;

/// <summary>An instrument as it was seen at work.</summary>
internal sealed record SeenInstrument(string Meter, string Name, string Kind, string? Unit)
{
    /// <summary>What its measurements were told apart by, and each value of that.</summary>
    public Dictionary<string, HashSet<string>> Tags { get; } = [];
}
