namespace Mote.Service.Status;

/// <summary>A silo of the cluster.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Where it listens for the others.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Started">When it started.</param>
public sealed record SiloState(string Name, string Address, string Status, DateTimeOffset Started);
