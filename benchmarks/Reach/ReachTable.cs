using System.Diagnostics;
using System.Globalization;
using Mote.Grains.Audit;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Identities;
using Mote.Grains.Roster;
using Mote.Grains.Stored;
using Mote.Portraits.People;
using Mote.Portraits.Photos;
using Orleans.Runtime;

namespace Mote.Reach;

/// <summary>Measures each operation on one store after another, and compares the largest with the smallest.</summary>
internal sealed class ReachTable
{
    private const string Realm = "reach";
    private const int Times = 24;
    private const int PageSize = 50;
    private const double MostTimes = 1.3;
    private const long MostEnrolmentBytes = 20 * 1024;
    private const long MostDecisionBytes = 2 * 1024;
    private const int MostWaits = 3;

    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(200);

    private readonly List<Cost> _costs = [];
    private readonly byte[] _own = PortraitStudio.Take(Person.Of(Populations.Demo, 1), 0).Jpeg;
    private readonly byte[] _strange = PortraitStudio.Take(Person.Of(Populations.Demo, 2), 0).Jpeg;

    /// <summary>Whether everything is within what it may be.</summary>
    public bool IsFlat => _costs.GroupBy(cost => (cost.Store, cost.Operation)).All(costs =>
        Ratio(costs, cost => cost.Bytes) <= MostTimes && Ratio(costs, cost => cost.Times) <= MostTimes)
        && _costs.Where(cost => cost.Operation == "enrolment").All(cost => cost.Waits <= MostWaits && (cost.Store != "sqlite" || cost.Bytes <= MostEnrolmentBytes))
        && _costs.Where(cost => cost is { Operation: "decision", Store: "sqlite" }).All(cost => cost.Bytes <= MostDecisionBytes);

    /// <summary>The table.</summary>
    public IEnumerable<string> Lines
    {
        get
        {
            yield return "| store | operation | people | bytes written | later, at most | syncs or requests | waits in a row | median time | bytes, times the first |";
            yield return "| --- | --- | --- | --- | --- | --- | --- | --- | --- |";
            foreach (var costs in _costs.GroupBy(cost => (cost.Store, cost.Operation)))
            {
                foreach (var cost in costs)
                {
                    yield return string.Create(
                        CultureInfo.InvariantCulture,
                        $"| {cost.Store} | {cost.Operation} | {cost.People:N0} | {cost.Bytes:N0} | {cost.Later:N0} | {cost.Times:F1} {cost.Unit} | {cost.Waits} | {cost.Milliseconds:F1} ms | {Ratio([costs.First(), cost], one => one.Bytes):F2} |");
                }
            }
        }
    }

    public async Task Measure(ReachStore store, int people)
    {
        await using var silo = await ReachSilo.Start(store);
        Caller.Current = Asking(Realm);
        // In a realm of its own, for the others are seeded where nobody is yet.
        var first = await Enrol(silo, Population.Name(), "first");
        await Population.Seed(silo, people, await RecordBytes(silo, first));
        Console.Error.WriteLine($"{store.Name}, {people:N0} people: seeded");

        // A chain makes its slots once, with its first batches, and uses them again from then on.
        var lifted = await Enrol(silo, Population.Name());
        for (var slot = 0; slot < AuditBatch.MostSlots; slot++)
            await Identity(silo, lifted).Unlock(CancellationToken.None);

        List<string> names = [];
        await Add("enrolment", async () => names.Add(await Enrol(silo, Population.Name())));
        var left = new Queue<string>(names);
        await Add("decision", () => Identity(silo, names[0]).Verify(_own, CancellationToken.None));
        await Add("lock", () => Identity(silo, left.Dequeue()).Verify(_strange, CancellationToken.None));
        left = new Queue<string>(names);
        await Add("erasure", () => Identity(silo, left.Dequeue()).Erase(CancellationToken.None));
        var roster = new Roster(silo.Grains);
        await Add("list page", () => roster.List(Realm, Population.Name(), PageSize, CancellationToken.None));

        async Task Add(string operation, Func<Task> act)
        {
            // The first opens what any other finds open.
            await act();
            await Quiet(silo);
            store.Begin();
            List<double> milliseconds = [];
            for (var i = 0; i < Times; i++)
            {
                var start = Stopwatch.GetTimestamp();
                await act();
                milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            await Quiet(silo);
            var (bytes, later, times) = store.End();
            var median = milliseconds.Order().ElementAt(Times / 2);
            var waits = int.MaxValue;
            for (var i = 0; i < 2; i++)
            {
                silo.Storage.Delay = Slow;
                var slow = Stopwatch.GetTimestamp();
                await act();
                waits = Math.Min(waits, (int)((Stopwatch.GetElapsedTime(slow).TotalMilliseconds - median) / Slow.TotalMilliseconds + 0.3));
                silo.Storage.Delay = TimeSpan.Zero;
                await Quiet(silo);
            }

            _costs.Add(new Cost(store.Name, operation, people, (double)bytes / Times, (double)later / Times, (double)times / Times, store.Unit, waits, median));
            Console.Error.WriteLine(_costs[^1]);
        }
    }

    /// <summary>Waits until nothing is written behind: what it writes belongs to what was done.</summary>
    private static async Task Quiet(ReachSilo silo)
    {
        for (var (before, quiet) = (-1L, 0); quiet < 5; await Task.Delay(50))
        {
            var now = silo.Storage.Changes;
            (quiet, before) = (now == before ? quiet + 1 : 0, now);
        }
    }

    private async Task<string> Enrol(ReachSilo silo, string name, string realm = Realm)
    {
        Caller.Current = Asking(realm);
        var request = new EnrolmentRequest(Guid.NewGuid(), false, [_own], new EnrolmentOptions("single-unit"));
        var status = await Identity(silo, name, realm).Enrol(request, TimeSpan.FromSeconds(20), CancellationToken.None);
        while (status.State == Protocol.EnrolmentState.Running)
            status = (await Identity(silo, name, realm).Await(request.Operation, TimeSpan.FromSeconds(20), CancellationToken.None))!;
        return status.Failure is null ? name : throw status.Failure;
    }

    private static async Task<int> RecordBytes(ReachSilo silo, string name)
    {
        var found = new GrainState<SealedState>(new SealedState());
        await silo.Storage.Real.ReadStateAsync(StoredRecords.Identity, Identity(silo, name, "first").GetGrainId(), found);
        return found.State!.Record.Length;
    }

    private static IIdentityGrain Identity(ReachSilo silo, string name, string realm = Realm) => silo.Grains.GetGrain<IIdentityGrain>(new IdentityKey(realm, name).ToString());

    // The trail names whoever asked.
    private static Caller Asking(string realm) => new("reception-of-building-b", realm, RoleScopes.Everything) { Door = "north-entrance", Purpose = "benchmark" };

    private static double Ratio(IEnumerable<Cost> costs, Func<Cost, double> of) => of(costs.First()) is > 0 and var first ? of(costs.Last()) / first : 1;

    private sealed record Cost(string Store, string Operation, int People, double Bytes, double Later, double Times, string Unit, int Waits, double Milliseconds);
}
