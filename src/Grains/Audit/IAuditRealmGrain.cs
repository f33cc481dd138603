using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;

namespace Mote.Grains.Audit;

/// <summary>Keeps a realm's head, which knows its chains. Key: the realm. Refusals are <see cref="MoteException"/>.</summary>
[Alias("Mote.AuditRealm")]
internal interface IAuditRealmGrain : IGrainWithStringKey
{
    /// <summary>The chains of the realm. Nothing is written.</summary>
    [Alias("Chains"), Needs(Scope.Audit)]
    Task<AuditChain[]> Chains(CancellationToken cancellationToken);

    /// <summary>The chain of a writer, begun if there is none. The first writer goes on with the chain that a realm had when it had one alone.</summary>
    [Alias("Join"), Internal]
    Task<AuditChain> Join(string writer, CancellationToken cancellationToken);

    /// <summary>Stores what its writer knows of a chain.</summary>
    [Alias("Anchor"), Internal]
    Task Anchor(AuditChain chain, CancellationToken cancellationToken);

    /// <summary>What is wrong with the head in the store; null for nothing.</summary>
    [Alias("Fault"), Needs(Scope.Audit)]
    Task<string?> Fault(CancellationToken cancellationToken);

    /// <summary>How many records of the trail need each version of the master key.</summary>
    [Alias("KeyUse"), Internal]
    Task<Dictionary<int, int>> KeyUse(CancellationToken cancellationToken);

    /// <summary>Seals some more of the trail's records under this master key. No entry and no hash is changed by it.</summary>
    /// <returns>False while there are more: ask again.</returns>
    [Alias("Rekey"), Internal]
    Task<bool> Rekey(int masterKeyVersion, CancellationToken cancellationToken);
}
