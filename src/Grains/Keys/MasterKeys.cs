using Mote.Grains.Contracts.Errors;
using Mote.Protocol;
using Mote.Recognition.Protection.Keys;

namespace Mote.Grains.Keys;

/// <summary>The realms' master keys, or refusals in the words of the contract. Callers dispose what they get. Thread-safe.</summary>
internal sealed class MasterKeys(IMasterKeyProvider provider)
{
    /// <summary>The versions there are, ascending.</summary>
    /// <exception cref="MoteException">The keys cannot be reached, or there is none.</exception>
    public async Task<IReadOnlyList<int>> Versions(string realm, CancellationToken cancellationToken)
    {
        try
        {
            return await provider.VersionsAsync(realm, cancellationToken) is { Count: > 0 } versions
                ? versions
                : throw new MoteException(ProblemCode.KeyMissing, "There is no master key: make one with 'mote keys new'.");
        }
        catch (MasterKeyException failure)
        {
            throw new MoteException(ProblemCode.KeyUnavailable, failure.Message);
        }
    }

    /// <summary>The key that new records are sealed under.</summary>
    /// <exception cref="MoteException">The keys cannot be reached, or there is none.</exception>
    public async Task<MasterKey> Current(string realm, CancellationToken cancellationToken) =>
        await Of(realm, (await Versions(realm, cancellationToken))[^1], cancellationToken);

    /// <summary>One version.</summary>
    /// <exception cref="MoteException">The keys cannot be reached, or that version is not there (<see cref="ProblemCode.KeyMissing"/>).</exception>
    public async Task<MasterKey> Of(string realm, int version, CancellationToken cancellationToken)
    {
        try
        {
            return await provider.FindAsync(realm, version, cancellationToken)
                ?? throw new MoteException(ProblemCode.KeyMissing, $"Master key version {version} is not there: provide it again. What was sealed under it cannot be read without it.");
        }
        catch (MasterKeyException failure)
        {
            throw new MoteException(ProblemCode.KeyUnavailable, failure.Message);
        }
    }
}
