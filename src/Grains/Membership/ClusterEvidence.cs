using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Stored;
using Mote.Protocol;

namespace Mote.Grains.Membership;

/// <summary>
/// Asks what says that this silo is of its cluster. It reads so in the table; or, while the table does not answer,
/// every other silo of its last view vouches for it (<see cref="MembershipRule"/>). What the table does say nobody else can say
/// otherwise. Each answer renews the lease of decisions. Thread-safe: who asks while others do shares an answer that was asked
/// for after he came.
/// </summary>
internal sealed partial class ClusterEvidence(
    DecisionLease lease,
    IMembershipTable table,
    IClusterMembershipService membership,
    IOtherSilos others,
    ILocalSiloDetails here,
    IOptions<DecisionLeaseOptions> options,
    TimeProvider time,
    ILogger<ClusterEvidence> log) : IChangeConfirmation, IDisposable
{
    private static readonly TimeSpan LongestPatience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private long _came;
    private long _covered;
    private bool _isOf;

    private TimeSpan Patience => TimeSpan.FromTicks(Math.Min(LongestPatience.Ticks, options.Value.Pause.Ticks));

    public async Task Confirm()
    {
        if (!await IsOfTheCluster(CancellationToken.None))
            throw new MoteException(ProblemCode.ClusterUnreachable, "What was asked for may be done or not: this silo was cut off from its cluster while it stored it. Ask another what holds before you try again.");
    }

    /// <summary>Whether the silo was of its cluster at a moment after the call began.</summary>
    public async Task<bool> IsOfTheCluster(CancellationToken cancellationToken)
    {
        var came = Interlocked.Increment(ref _came);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_covered < came)
            {
                // Whoever has come by now shares the answer.
                var covers = Volatile.Read(ref _came);
                _isOf = await Ask(time.GetTimestamp(), cancellationToken);
                _covered = covers;
            }

            return _isOf;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<bool> Ask(long asked, CancellationToken cancellationToken)
    {
        switch (await StatusInTheTable(cancellationToken))
        {
            case { } status when MembershipRule.IsOfTheCluster(status):
                lease.Renew(asked, isByPeers: false);
                return true;
            // Whatever it was told before: from now on others may do what this one does not hear of.
            case SiloStatus.Dead:
                lease.End();
                return false;
            case null when await AreVouching(cancellationToken):
                lease.Renew(asked, isByPeers: true);
                return true;
            default:
                return false;
        }
    }

    /// <summary>What the table says this silo is; null where it does not answer.</summary>
    private async Task<SiloStatus?> StatusInTheTable(CancellationToken cancellationToken)
    {
        try
        {
            // Neither its wait nor its work is on the scheduler of whoever asks.
            var read = await Task.Run(() => table.ReadRowAsync(here.SiloAddress, cancellationToken), cancellationToken).WaitAsync(Patience, time, cancellationToken);
            return read.Members.FirstOrDefault(row => row.Item1.SiloAddress.Equals(here.SiloAddress))?.Item1.Status ?? SiloStatus.None;
        }
        catch (Exception unanswered) when (!cancellationToken.IsCancellationRequested)
        {
            LogUnanswered(unanswered.Message);
            return null;
        }
    }

    private async Task<bool> AreVouching(CancellationToken cancellationToken)
    {
        var view = membership.CurrentSnapshot;
        if (!MembershipRule.IsOfTheCluster(view.GetSiloStatus(here.SiloAddress)))
            return false;
        var asked = view.Members.Values.Where(member => MembershipRule.IsAsked(member.Status) && !member.SiloAddress.Equals(here.SiloAddress));
        return MembershipRule.IsVouchedFor(view.Version.Value, await Task.WhenAll(asked.Select(member => others.VersionAt(member.SiloAddress, cancellationToken))));
    }

    [LoggerMessage(1, LogLevel.Debug, "The membership table does not answer: {Reason}")]
    private partial void LogUnanswered(string reason);
}
