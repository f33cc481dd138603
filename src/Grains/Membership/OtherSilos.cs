using Microsoft.Extensions.Logging;
using Mote.Grains.Contracts.Access;

namespace Mote.Grains.Membership;

/// <summary>The other silos, over the lines between silos.</summary>
internal sealed partial class OtherSilos(MembershipViews views, TimeProvider time, ILogger<OtherSilos> log) : IOtherSilos
{
    // As long as Orleans waits for a sign of life of one that is not busy; who has not answered is asked again.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<long?> VersionAt(SiloAddress silo, CancellationToken cancellationToken)
    {
        Caller.Current = Caller.Service(Caller.ServiceRealm, "asks the others whether this silo is of the cluster");
        try
        {
            return await views.Of(silo).Version(cancellationToken).WaitAsync(Patience, time, cancellationToken);
        }
        catch (Exception unanswered) when (!cancellationToken.IsCancellationRequested)
        {
            LogUnanswered(silo, unanswered.Message);
            return null;
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "{Silo} does not say which view it has: {Reason}")]
    private partial void LogUnanswered(SiloAddress silo, string reason);
}
