using System.Collections.Immutable;
using System.Net;
using Mote.Grains.Membership;

namespace Mote.Grains.Tests.Membership;

/// <summary>This silo's view of the cluster, and what the others in it answer.</summary>
internal sealed class Neighbours : IOtherSilos, IClusterMembershipService, ILocalSiloDetails
{
    private readonly Dictionary<SiloAddress, ClusterMember> _members = [];

    public Neighbours() => Add(SiloAddress, SiloStatus.Active, "own");

    public SiloAddress SiloAddress { get; } = Silo(1, 1);

    /// <summary>The version of this silo's view.</summary>
    public long Version { get; set; } = 7;

    /// <summary>What each says; who is not there does not answer.</summary>
    public Dictionary<SiloAddress, long> Say { get; } = [];

    /// <summary>How often the table was read anew.</summary>
    public int Refreshed { get; private set; }

    public ClusterMembershipSnapshot CurrentSnapshot => new(_members.ToImmutableDictionary(), new MembershipVersion(Version));

    public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => throw new NotSupportedException();

    public string Name => "own";

    public string ClusterId => "cluster";

    public string DnsHostName => "host";

    public SiloAddress GatewayAddress => SiloAddress;

    /// <summary>The address of a silo.</summary>
    public static SiloAddress Silo(int machine, int generation) => SiloAddress.New(new IPEndPoint(IPAddress.Parse($"10.0.0.{machine}"), 7271), generation);

    /// <summary>Puts one into the view.</summary>
    public void Add(SiloAddress silo, SiloStatus status, string name) => _members[silo] = new ClusterMember(silo, status, name);

    public Task<long?> VersionAt(SiloAddress silo, CancellationToken cancellationToken) => Task.FromResult(Say.TryGetValue(silo, out var version) ? version : (long?)null);

    public ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default)
    {
        Refreshed++;
        return default;
    }

    public Task<bool> TryKill(SiloAddress siloAddress) => throw new NotSupportedException();
}
