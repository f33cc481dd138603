namespace Mote.Histories.Keys;

/// <summary>One request that showed an API key.</summary>
/// <param name="Asked">When, since the run began.</param>
/// <param name="Answered">When the answer was there.</param>
/// <param name="IsTaken">Whether the key opened; null where that is not known.</param>
/// <param name="Silo">Which silo was asked.</param>
public sealed record KeyUse(TimeSpan Asked, TimeSpan Answered, bool? IsTaken, string Silo);
