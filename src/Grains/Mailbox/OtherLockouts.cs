using Microsoft.Extensions.Logging;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Lockouts;

namespace Mote.Grains.Mailbox;

/// <summary>The other active silos, over the lines between silos.</summary>
internal sealed partial class OtherLockouts(LockoutCarriers carriers, IClusterMembershipService membership, ILocalSiloDetails here, TimeProvider time, ILogger<OtherLockouts> log) : IOtherLockouts
{
    // An activation that ends waits for it, and whoever asks about the person meanwhile.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public Task Leave(IdentityKey identity, PersonLockout lockout) => TellAll((carrier, patience) => carrier.Leave(identity.ToString(), lockout, patience));

    public void Taken(IdentityKey identity) => _ = TellAll((carrier, patience) => carrier.Taken(identity.ToString(), patience));

    private Task TellAll(Func<ILockoutCarrier, CancellationToken, Task> tell) => Task.WhenAll(
        membership.CurrentSnapshot.Members.Values
            .Where(member => member.Status == SiloStatus.Active && !member.SiloAddress.Equals(here.SiloAddress))
            .Select(member => Tell(member.SiloAddress, tell)));

    private async Task Tell(SiloAddress silo, Func<ILockoutCarrier, CancellationToken, Task> tell)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            await tell(carriers.Of(silo), patience.Token).WaitAsync(patience.Token);
        }
        catch (Exception failure)
        {
            // One that is gone has no next activation; one of before this was carried does not know what it is told.
            LogUntold(silo, failure.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "{Silo} was not told what is counted of somebody whose activation ended: {Reason}")]
    private partial void LogUntold(SiloAddress silo, string reason);
}
