using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;

namespace Mote.Grains.Audit;

/// <summary>What the trail itself asks of the grain that writes a chain. Key: <see cref="AuditWriterKey"/>. Refusals are <see cref="MoteException"/>.</summary>
[Alias("Mote.AuditWriter")]
internal interface IAuditWriterGrain : IGrainWithStringKey
{
    /// <summary>The chain as it is written, with everything that was appended before, unless the store does not take it; null if there is none.</summary>
    [Alias("Written"), Needs(Scope.Audit)]
    Task<WrittenChain?> Written(CancellationToken cancellationToken);

    /// <summary>Appends the entry of a change, unless the trail has it already, in this chain or another: whoever gave it before may not know.</summary>
    /// <param name="change">The entry, with the state of the manifest and when it happened.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <exception cref="MoteException">It is not stored yet; it may be in the queue (<see cref="Protocol.ProblemCode.AuditUnavailable"/>).</exception>
    [Alias("AppendOnce"), Internal]
    Task AppendOnce(AuditEvent change, CancellationToken cancellationToken);

    /// <summary>How many records of the chain need each version of the master key.</summary>
    [Alias("KeyUse"), Internal]
    Task<Dictionary<int, int>> KeyUse(CancellationToken cancellationToken);

    /// <summary>Seals some more of the chain's records under this master key.</summary>
    /// <returns>False while there are more: ask again.</returns>
    [Alias("Rekey"), Internal]
    Task<bool> Rekey(int masterKeyVersion, CancellationToken cancellationToken);
}
