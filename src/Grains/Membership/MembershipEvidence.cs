using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mote.Grains.Contracts.Access;

namespace Mote.Grains.Membership;

/// <summary>
/// Gathers what says that this silo is of the cluster. It reads itself active in the table; or, while the table does not
/// answer, every other silo of its last view does, and none knows a newer one, for whoever was put out is so in a newer view.
/// A silo that knows of no other has nobody who could say so.
/// </summary>
internal sealed partial class MembershipEvidence(
    DecisionLease lease,
    IMembershipTable table,
    IClusterMembershipService membership,
    ILocalSiloDetails here,
    MembershipViews views,
    IOptions<DecisionLeaseOptions> options,
    TimeProvider time,
    ILogger<MembershipEvidence> log) : BackgroundService
{
    // While there is no evidence yet, or none any more.
    private static readonly TimeSpan Urgently = TimeSpan.FromSeconds(0.5);

    private readonly TimeSpan _pause = TimeSpan.FromSeconds(options.Value.DecideSeconds / 6.0);
    private bool _isByPeers;
    private bool _isCutOff = true;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Gather(stoppingToken);
                await Task.Delay(lease.Holds ? _pause : Urgently, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    private async Task Gather(CancellationToken stop)
    {
        var asked = time.GetTimestamp();
        if (await Answers(ReadsItselfActive, stop))
            lease.Renew(asked, isByPeers: false);
        else if (await Answers(IsKnownToTheOthers, stop))
            lease.Renew(asked, isByPeers: true);
        Tell();
    }

    private async Task<bool> ReadsItselfActive(CancellationToken stop) =>
        (await table.ReadRowAsync(here.SiloAddress, stop)).Members.Any(row => row.Item1 is { Status: SiloStatus.Active } self && self.SiloAddress.Equals(here.SiloAddress));

    private async Task<bool> IsKnownToTheOthers(CancellationToken stop)
    {
        var view = membership.CurrentSnapshot;
        SiloAddress[] others = [.. view.Members.Values.Where(member => member.Status is SiloStatus.Joining or SiloStatus.Active or SiloStatus.ShuttingDown && !member.SiloAddress.Equals(here.SiloAddress)).Select(member => member.SiloAddress)];
        if (others is [] || view.GetSiloStatus(here.SiloAddress) != SiloStatus.Active)
            return false;
        Caller.Current = Caller.Service(Caller.ServiceRealm, "asks the others whether this silo is of the cluster");
        var known = await Task.WhenAll(others.Select(silo => views.Of(silo).Version(stop)));
        return known.All(version => version <= view.Version.Value);
    }

    private async Task<bool> Answers(Func<CancellationToken, Task<bool>> ask, CancellationToken stop)
    {
        try
        {
            return await Task.Run(() => ask(stop), stop).WaitAsync(_pause, time, stop);
        }
        catch (Exception unanswered) when (!stop.IsCancellationRequested)
        {
            LogUnanswered(unanswered.Message);
            return false;
        }
    }

    private void Tell()
    {
        if (!lease.Holds)
        {
            if (!_isCutOff)
                LogCutOff(options.Value.DecideSeconds);
            _isCutOff = true;
            return;
        }

        if (lease.IsByPeers && !_isByPeers)
            LogByPeers();
        else if (!lease.IsByPeers && (_isByPeers || _isCutOff))
            LogByTable();
        (_isByPeers, _isCutOff) = (lease.IsByPeers, false);
    }

    [LoggerMessage(1, LogLevel.Critical, "This silo is cut off: for {Seconds} s neither the membership table said that it is of the cluster, nor every other silo. It decides about nobody until one of them does")]
    private partial void LogCutOff(int seconds);

    [LoggerMessage(2, LogLevel.Warning, "The membership table does not answer, and every other silo does: decisions go on by their word")]
    private partial void LogByPeers();

    [LoggerMessage(3, LogLevel.Information, "This silo is of the cluster, says the membership table: decisions go on")]
    private partial void LogByTable();

    [LoggerMessage(4, LogLevel.Debug, "Asked whether this silo is of the cluster, nobody answers: {Reason}")]
    private partial void LogUnanswered(string reason);
}
