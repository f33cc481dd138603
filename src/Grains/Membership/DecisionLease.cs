using Microsoft.Extensions.Options;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Identities.Ports;
using Mote.Protocol;

namespace Mote.Grains.Membership;

/// <summary>
/// When a silo of a cluster may decide: for a stated time after it last knew itself to be of the cluster, counted from when it
/// began to ask, by the clock that nobody sets. Thread-safe.
/// </summary>
internal sealed class DecisionLease(IOptions<DecisionLeaseOptions> options, TimeProvider time) : IDecisionLease
{
    private volatile Evidence? _last;

    public bool IsByPeers => _last?.IsByPeers == true;

    /// <summary>Whether decisions go on where no realm chose a longer time.</summary>
    public bool Holds => HoldsFor(TimeSpan.FromSeconds(options.Value.DecideSeconds));

    /// <summary>Notes that this silo was of the cluster.</summary>
    /// <param name="asked">When it began to ask, by the time provider's timestamp.</param>
    /// <param name="isByPeers">Whether the others said so, and not the table.</param>
    public void Renew(long asked, bool isByPeers)
    {
        // Of two answers the one that was asked for later counts, in whatever order they come.
        for (var last = _last; last is null || last.Asked <= asked; last = _last)
        {
            if (Interlocked.CompareExchange(ref _last, new Evidence(asked, isByPeers), last) == last)
                return;
        }
    }

    /// <summary>Notes that it is not any more, in no realm: the table said so.</summary>
    public void End() => _last = null;

    public void Require(string realm)
    {
        if (!HoldsFor(options.Value.In(realm)))
            throw new MoteException(ProblemCode.ClusterUnreachable, "This silo is cut off from its cluster, and what was changed there it may not know: it decides about nobody. Ask another, or try again in a moment.");
    }

    private bool HoldsFor(TimeSpan length) => _last is { } last && time.GetElapsedTime(last.Asked) <= length;

    private sealed record Evidence(long Asked, bool IsByPeers);
}
