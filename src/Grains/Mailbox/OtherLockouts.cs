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

    public void Closed(DateTimeOffset end, TimeSpan remaining) => _ = TellAll((carrier, patience) => carrier.Closed(end, remaining, patience));

    public async Task<TimeSpan?> Remaining(DateTimeOffset end) => (await AskAll(async (carrier, patience) => await carrier.Remaining(end, patience))).Max();

    private async Task TellAll(Func<ILockoutCarrier, CancellationToken, Task> tell) => await AskAll(async (carrier, patience) =>
    {
        await tell(carrier, patience);
        return true;
    });

    private Task<T?[]> AskAll<T>(Func<ILockoutCarrier, CancellationToken, Task<T?>> ask) => Task.WhenAll(
        membership.CurrentSnapshot.Members.Values
            .Where(member => member.Status == SiloStatus.Active && !member.SiloAddress.Equals(here.SiloAddress))
            .Select(member => Ask(member.SiloAddress, ask)));

    private async Task<T?> Ask<T>(SiloAddress silo, Func<ILockoutCarrier, CancellationToken, Task<T?>> ask)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            return await ask(carriers.Of(silo), patience.Token).WaitAsync(patience.Token);
        }
        catch (Exception failure)
        {
            // One that is gone has no next activation; one of before this was carried does not know what it is told.
            LogUntold(silo, failure.Message);
            return default;
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "{Silo} was not told, or did not tell, what is counted or locked of somebody whose activation ended: {Reason}")]
    private partial void LogUntold(SiloAddress silo, string reason);
}
