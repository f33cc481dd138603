using System.Security.Cryptography;

namespace Mote.Grains.Stored;

/// <summary>Records of nobody, for whoever tries a store.</summary>
public static class NobodysRecord
{
    /// <summary>A record that is as long as another and says nothing.</summary>
    /// <param name="state">The other.</param>
    /// <param name="otherwise">What there is instead where that is no record of a grain's.</param>
    public static T AsLongAs<T>(T state, T otherwise) => state is SealedState { Record: var record, WrappedKey: var key }
        ? (T)(object)new SealedState { Record = RandomNumberGenerator.GetBytes(record.Length), WrappedKey = RandomNumberGenerator.GetBytes(key.Length) }
        : otherwise;
}
