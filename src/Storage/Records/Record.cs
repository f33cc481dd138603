namespace Mote.Storage.Records;

/// <summary>What a store holds under a name.</summary>
/// <param name="Content">Opaque bytes.</param>
/// <param name="ETag">Changes with every write.</param>
internal sealed record Record(BinaryData Content, string ETag);
