using System.Diagnostics;
using Mote.Grains.Audit;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Identities;
using Mote.Protocol;

namespace Mote.Clusters;

/// <summary>Grains asked from within a silo, by several at a time without a pause.</summary>
internal static class GrainLoad
{
    private const int AtOnce = 16;

    // Enough that of each silo about as many are asked.
    private const int Pinged = 256;

    // Without their reading, decisions are made faster than the trail is written: after as many, whoever asks waits for it.
    private const int Unwritten = 256;

    /// <summary>Verifies people who match.</summary>
    /// <returns>How many verifications there were.</returns>
    public static Task<long> Verifications(IGrainFactory grains, AuditWriter audit, int people, TimeSpan time, CancellationToken stop)
    {
        Caller.Current = new Caller("measured", MeasuredPeople.Realm, ScopeSet.Of(Scope.Verify, Scope.Audit));
        var trail = audit.In(MeasuredPeople.Realm);
        var asked = Enumerable.Range(0, people)
            .Select(person => (Grain: grains.GetGrain<IIdentityGrain>(new IdentityKey(MeasuredPeople.Realm, MeasuredPeople.Name(person)).ToString()), Photo: MeasuredPeople.Photo(person)))
            .ToArray();
        return Run(async at =>
        {
            await asked[at % asked.Length].Grain.Verify(asked[at % asked.Length].Photo, null, stop);
            if (at % Unwritten == 0)
                await trail.Tail(stop);
        }, time, stop);
    }

    /// <summary>Asks grains that do nothing.</summary>
    /// <returns>How many calls there were.</returns>
    public static Task<long> Pings(IGrainFactory grains, int bytes, TimeSpan time, CancellationToken stop)
    {
        Caller.Current = Caller.Service(MeasuredPeople.Realm, "pings");
        var sent = new byte[bytes];
        var asked = Enumerable.Range(0, Pinged).Select(i => grains.GetGrain<IPingGrain>(i)).ToArray();
        return Run(at => asked[at % asked.Length].Ping(sent), time, stop);
    }

    private static async Task<long> Run(Func<int, Task> ask, TimeSpan time, CancellationToken stop)
    {
        var start = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(first => Task.Run(() => One(first), stop)));
        return counts.Sum();

        async Task<long> One(int first)
        {
            var count = 0L;
            for (var at = first; Stopwatch.GetElapsedTime(start) < time; at += AtOnce + 1, count++)
            {
                stop.ThrowIfCancellationRequested();
                await ask(at & int.MaxValue);
            }

            return count;
        }
    }
}
