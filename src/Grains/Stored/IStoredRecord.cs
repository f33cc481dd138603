namespace Mote.Grains.Stored;

/// <summary>One record in its place in the store. What fails leaves unknown what the store holds.</summary>
internal interface IStoredRecord
{
    /// <summary>Whether there was one when it was last read or written.</summary>
    bool Exists { get; }

    /// <summary>What was last read or written.</summary>
    SealedState Content { get; }

    /// <summary>Writes another record in its place.</summary>
    Task Write(SealedState record);

    /// <summary>Removes it.</summary>
    Task Clear();
}
