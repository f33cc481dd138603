using Microsoft.Extensions.Logging;
using Mote.Grains.Contracts.Membership;

namespace Mote.Grains.Membership;

/// <summary>Says which view this silo has.</summary>
internal sealed class MembershipView(GrainId id, Silo silo, ILoggerFactory logging, IClusterMembershipService membership) : GrainService(id, silo, logging), IMembershipView
{
    public Task<long> Version(CancellationToken cancellationToken) => Task.FromResult(membership.CurrentSnapshot.Version.Value);
}
