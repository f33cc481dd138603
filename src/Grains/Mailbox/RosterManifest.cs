using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Roster;
using Mote.Grains.Identities.Ports;

namespace Mote.Grains.Mailbox;

/// <summary>The manifest's entry of one subject, in the shard that holds it. Its changes are never given up half way.</summary>
internal sealed class RosterManifest(IGrainFactory grains, IdentityKey key) : ISubjectManifest
{
    private readonly IRosterGrain _shard = grains.GetGrain<IRosterGrain>(RosterShard.KeyOf(key));

    public Task<ManifestLine[]> Lines(CancellationToken cancellationToken) => _shard.Lines(key.Subject, cancellationToken);

    public Task Intend(ManifestLine line, AuditEvent? entry, Guid? enrols) => _shard.Intend(key.Subject, line, entry, enrols, CancellationToken.None);

    public Task Settle(ManifestLine line) => _shard.Settle(key.Subject, line, CancellationToken.None);

    public Task IntendErasure(Guid[] operations, AuditEvent entry) => _shard.IntendErasure(key.Subject, operations, entry, CancellationToken.None);

    public Task Strike() => _shard.Strike(key.Subject, CancellationToken.None);

    public Task CountRefusal(string code) => _shard.CountRefusal(code, CancellationToken.None);
}
