using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Mote.Grains.Membership;

/// <summary>
/// Lets a silo become active only when everybody knows it whom it finds in the table. Orleans asks whether it reaches them, too,
/// but first lets it declare dead whoever has not written to the table of late; and those may decide by each other's word.
/// </summary>
/// <remarks>
/// The dead are nobody's hindrance while one of the cluster lives, for he declares them so. After all have fallen at once each
/// that starts again takes the place of what it was, by its address or by its name; for one that does not, somebody has to say that it is gone.
/// </remarks>
internal sealed partial class Admission(
    IClusterMembershipService membership,
    IOtherSilos others,
    ILocalSiloDetails here,
    IOptions<AdmissionOptions> options,
    TimeProvider time,
    ILogger<Admission> log) : ILifecycleParticipant<ISiloLifecycle>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Reminder = TimeSpan.FromSeconds(15);

    /// <summary>Before Orleans lets a silo that joins declare others dead.</summary>
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(Admission), ServiceLifecycleStage.ValidateInitialConnectivity - 1, Wait);

    /// <summary>Waits until this silo may become active; as long as it takes.</summary>
    public async Task Wait(CancellationToken cancellationToken)
    {
        // It stands there as joining, with this version or an earlier one.
        var came = membership.CurrentSnapshot.Version.Value;
        HashSet<SiloAddress> known = [];
        long? told = null;
        while (true)
        {
            var missing = await Unaware(came, known, cancellationToken);
            if (missing is [])
                break;
            if (told is null || time.GetElapsedTime(told.Value) >= Reminder)
            {
                LogWaits(string.Join(", ", missing.Select(silo => silo.ToParsableString())));
                told = time.GetTimestamp();
            }

            await Task.Delay(Pause, time, cancellationToken);
            await Refresh(cancellationToken);
        }

        if (told is not null)
            LogJoins();
    }

    /// <summary>Those in the newest view that do not know this silo.</summary>
    private async Task<SiloAddress[]> Unaware(long came, HashSet<SiloAddress> known, CancellationToken cancellationToken)
    {
        var view = membership.CurrentSnapshot.Members.Values;
        ClusterMember[] asked = [.. view.Where(member => MembershipRule.IsAsked(member.Status) && !member.SiloAddress.Equals(here.SiloAddress) && !known.Contains(member.SiloAddress))];
        var versions = await Task.WhenAll(asked.Select(member => others.VersionAt(member.SiloAddress, cancellationToken)));
        List<SiloAddress> missing = [];
        foreach (var (member, version) in asked.Zip(versions))
        {
            if (MembershipRule.KnowsWhoCame(version, came))
                known.Add(member.SiloAddress);
            // One that answers is not of the past, whoever else has its name.
            else if (version is not null || !(IsFollowed(member, view) || options.Value.IsGone(member.SiloAddress)))
                missing.Add(member.SiloAddress);
        }

        return [.. missing];
    }

    // By its address Orleans sees to it; by its name where machines have other addresses after a restart.
    private static bool IsFollowed(ClusterMember member, IEnumerable<ClusterMember> view) =>
        view.Any(other => string.Equals(other.Name, member.Name, StringComparison.Ordinal) && other.SiloAddress.Generation > member.SiloAddress.Generation);

    private async Task Refresh(CancellationToken cancellationToken)
    {
        try
        {
            await membership.Refresh(default, cancellationToken);
        }
        catch (Exception unanswered) when (!cancellationToken.IsCancellationRequested)
        {
            LogUnanswered(unanswered.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "This silo waits to join: {Silos} stand in the membership table and do not answer that they know it. If one runs, mend the line to it or its own to the table. If it does not, and never will again, say so with Mote:Cluster:Gone:0 = the silo as it is called here; said of one that runs, who is erased may go on to match there")]
    private partial void LogWaits(string silos);

    [LoggerMessage(2, LogLevel.Information, "All silos know this one: it joins")]
    private partial void LogJoins();

    [LoggerMessage(3, LogLevel.Debug, "The membership table does not answer: {Reason}")]
    private partial void LogUnanswered(string reason);
}
