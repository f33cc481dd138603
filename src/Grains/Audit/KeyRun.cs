namespace Mote.Grains.Audit;

/// <summary>Segments from one on are sealed under one master key.</summary>
/// <param name="FirstSegment">The number of the first.</param>
/// <param name="Version">The version of the key.</param>
[GenerateSerializer, Immutable, Alias("Mote.AuditKeyRun")]
internal sealed record KeyRun([property: Id(0)] long FirstSegment, [property: Id(1)] int Version);
