using Mote.Recognition.Protection.Records;

namespace Mote.Grains.Stored;

/// <summary>What a store gets of any grain: bytes that say nothing.</summary>
[GenerateSerializer, Alias("Mote.SealedState")]
internal sealed class SealedState
{
    /// <summary>A <see cref="SealedRecord"/>.</summary>
    [Id(0)]
    public byte[] Record { get; init; } = [];

    /// <summary>The record's wrapped key, where it lies beside the record; empty where the realm's manifest holds it.</summary>
    [Id(1)]
    public byte[] WrappedKey { get; init; } = [];
}
