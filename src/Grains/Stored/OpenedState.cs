namespace Mote.Grains.Stored;

/// <summary>A state and the record that holds it.</summary>
/// <param name="State">The state.</param>
/// <param name="Revision">The record's revision.</param>
/// <param name="MasterKeyVersion">The master key it is sealed under.</param>
internal sealed record OpenedState<T>(T State, long Revision, int MasterKeyVersion);
