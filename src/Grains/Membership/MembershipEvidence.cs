using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mote.Grains.Membership;

/// <summary>Keeps the lease of decisions: asks for evidence again and again, and tells what became of it.</summary>
internal sealed partial class MembershipEvidence(
    ClusterEvidence evidence,
    DecisionLease lease,
    IOptions<DecisionLeaseOptions> options,
    TimeProvider time,
    ILogger<MembershipEvidence> log) : BackgroundService
{
    // While there is no evidence yet, or none any more.
    private static readonly TimeSpan Urgently = TimeSpan.FromSeconds(0.5);

    private bool _isByPeers;
    private bool _isCutOff = true;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await evidence.IsOfTheCluster(stoppingToken);
                Tell();
                await Task.Delay(lease.Holds ? options.Value.Pause : Urgently, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo stops.
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
}
