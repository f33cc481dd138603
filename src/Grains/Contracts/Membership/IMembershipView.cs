using Mote.Grains.Contracts.Access;
using Orleans.Services;

namespace Mote.Grains.Contracts.Membership;

/// <summary>One silo's view of who is of the cluster, asked at that silo and nowhere else.</summary>
[Alias("Mote.MembershipView")]
internal interface IMembershipView : IGrainService
{
    /// <summary>The version of the newest view that this silo knows.</summary>
    [Alias("Version"), Internal]
    Task<long> Version(CancellationToken cancellationToken);
}
