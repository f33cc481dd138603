using Mote.Recognition.Protection.Records;

namespace Mote.Grains.Stored;

/// <summary>A named state as it was last read or written. After a write that failed it must be read again.</summary>
internal sealed class StoredState<T>(RecordName name)
    where T : class
{
    /// <summary>Where it belongs.</summary>
    public RecordName Name => name;

    /// <summary>What the store has, and by which tag.</summary>
    public GrainState<SealedState> Stored { get; } = new(new SealedState());

    /// <summary>What it says; null if there is none.</summary>
    public T? Value { get; set; }

    /// <summary>Its revision.</summary>
    public long Revision { get; set; }

    /// <summary>The master key it is sealed under; 0 for none.</summary>
    public int MasterKeyVersion { get; set; }
}
