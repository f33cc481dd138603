namespace Mote.Storage;

/// <summary>A record as the store holds it.</summary>
internal sealed record StoredState(ReadOnlyMemory<byte> Envelope, string ETag);
