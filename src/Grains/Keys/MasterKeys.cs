using Mote.Grains.Contracts.Errors;
using Mote.Protocol;
using Mote.Recognition.Protection.Keys;

namespace Mote.Grains.Keys;

/// <summary>The realms' master keys, or refusals in the words of the contract. Callers dispose what they get. Thread-safe.</summary>
/// <param name="kept">The keys.</param>
/// <param name="isOwners">Whether who asks owns the keys, and is told where they were looked for: whoever calls a service is not.</param>
internal sealed class MasterKeys(KeptMasterKeys kept, bool isOwners = false)
{
    /// <summary>The versions there are at this moment, ascending: whoever looks for a new key, or for one to destroy, asks here.</summary>
    /// <exception cref="MoteException">The keys cannot be reached, or there is none.</exception>
    public async Task<IReadOnlyList<int>> VersionsAnew(string realm, CancellationToken cancellationToken) =>
        await Reached(kept.VersionsAnewAsync(realm, cancellationToken)) is { Count: > 0 } versions ? versions : throw None();

    /// <summary>The key that new records are sealed under.</summary>
    /// <exception cref="MoteException">The keys cannot be reached, or there is none.</exception>
    public async Task<MasterKey> Current(string realm, CancellationToken cancellationToken) =>
        await Reached(kept.CurrentAsync(realm, cancellationToken)) ?? throw None();

    /// <summary>One version.</summary>
    /// <exception cref="MoteException">The keys cannot be reached, or that version is not there (<see cref="ProblemCode.KeyMissing"/>).</exception>
    public async Task<MasterKey> Of(string realm, int version, CancellationToken cancellationToken) =>
        await Reached(kept.FindAsync(realm, version, cancellationToken))
        ?? throw new MoteException(ProblemCode.KeyMissing, $"Master key version {version} is not there: provide it again. What was sealed under it cannot be read without it.");

    /// <summary>Says that a key is not the one that a record was sealed under, so that one that was exchanged meanwhile is read anew.</summary>
    public void Doubt(string realm, int version) => kept.Doubt(realm, version);

    private async Task<T> Reached<T>(ValueTask<T> asked)
    {
        try
        {
            return await asked;
        }
        catch (MasterKeyException failure)
        {
            throw new MoteException(ProblemCode.KeyUnavailable, isOwners ? failure.Message : "The master keys cannot be read: the service's log says why.");
        }
    }

    private static MoteException None() => new(ProblemCode.KeyMissing, "There is no master key: make one with 'mote keys new'.");
}
