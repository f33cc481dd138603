namespace Mote.Silo.Keys.Seals;

/// <summary>What the system offers to keep a key in, so that the bytes of its file open nothing elsewhere. Thread-safe.</summary>
internal interface IKeySeal
{
    /// <summary>The name that a file begins with.</summary>
    string Name { get; }

    /// <summary>Whether this system has it.</summary>
    bool IsHere { get; }

    /// <summary>Seals a key.</summary>
    /// <param name="key">Its bytes.</param>
    /// <returns>What stands in its file, without a space.</returns>
    /// <exception cref="Mote.Recognition.Protection.Keys.MasterKeyException">The system refuses.</exception>
    string Seal(byte[] key);

    /// <summary>Opens what was sealed.</summary>
    /// <param name="sealedKey">What stands in the file.</param>
    /// <returns>The key's bytes, which the caller wipes.</returns>
    /// <exception cref="Mote.Recognition.Protection.Keys.MasterKeyException">It does not open for this user on this machine.</exception>
    byte[] Open(string sealedKey);
}
