using System.Globalization;
using MathNet.Numerics.Random;
using Mote.Histories.Checking;
using Mote.Histories.Keys;
using Mote.Histories.People;
using Mote.Tests;

namespace Mote.Histories.Runs;

/// <summary>
/// Three real silos, clients that ask them for anything, and faults: in rounds, each with people of its own, after which all
/// is mended, everybody is looked at, and what was answered is held to what can have been.
/// </summary>
/// <param name="settings">What the run is.</param>
/// <param name="output">Where it is told.</param>
public sealed class Trial(TrialSettings settings, TextWriter output)
{
    private const int PeopleARound = 4;
    private const int MostNonMatches = 3;

    private static readonly TimeSpan HonouredWithin = TimeSpan.FromSeconds(1);
    // After a silo was killed. One that hangs, or whose line does, is waited for until the others declare it dead.
    private static readonly TimeSpan BackWithin = TimeSpan.FromSeconds(15);

    private readonly Clock _clock = new();
    private readonly PersonModel _model = new(MostNonMatches, forgetsCounts: true);
    private readonly Troubles _troubles = new(settings.Decides);
    private readonly TrialResult _result = new();
    private readonly Dictionary<string, List<Operation>> _histories = [];
    private readonly HashSet<string> _found = [];

    /// <summary>Does it.</summary>
    /// <param name="enough">Begins no further round, and looks at everybody once more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<TrialResult> Run(CancellationToken enough, CancellationToken cancellationToken)
    {
        output.WriteLine($"Seed {settings.Seed}: three silos, storage '{settings.Provider}', a silo that is cut off decides for {settings.Decides.TotalSeconds:F0} s.");
        await using var cluster = await SiloCluster.Start(3, settings.Provider, Settings(), hasLines: true, cancellationToken: cancellationToken);
        await using var asking = new Asking(_clock, cluster.Silos);
        using var keys = new KeyAsking(_clock, asking, cluster.Silos);
        await using var door = new Door(_clock, cluster.Silos);
        await door.Open(cancellationToken);
        var (began, faults) = (_clock.Now, 0);
        for (var round = 1; !enough.IsCancellationRequested && _clock.Now - began < settings.Lasts && faults < settings.MostFaults; round++)
        {
            var random = new Xoshiro256StarStar(settings.Seed * 1_000 + round, threadSafe: false);
            string[] people = [.. Enumerable.Range(1, PeopleARound).Select(person => string.Create(CultureInfo.InvariantCulture, $"round-{round}-person-{person}"))];
            faults += await Round(cluster, asking, keys, door, people, random, Math.Min(settings.FaultsARound, settings.MostFaults - faults), cancellationToken);
            await Look(asking, people, random);
            Judge(round, people, asking, door);
        }

        // Once more everybody of all rounds: what was acknowledged then is there now.
        await Look(asking, [.. _histories.Keys], new Xoshiro256StarStar(settings.Seed, threadSafe: false));
        Gather(asking);
        Check([.. _histories.Keys.Where(person => !_found.Contains(person))]);
        CheckKeys(keys);
        if (asking.Failures.TryGetValue("internal", out var untyped))
            _result.Violations.Add($"{untyped} answers were 'internal', which says nothing.");
        if (door.Wrong > 0)
            _result.Violations.Add($"{door.Wrong} decisions at the door were wrong.");
        output.WriteLine($"{_histories.Count} people were looked at once more at the end. {door.Decisions} decisions at the door, {door.Failures} calls failed there for all that was repeated; unknown outcomes by code: {string.Join(", ", asking.Failures.OrderBy(code => code.Key).Select(code => $"{code.Key} {code.Value}"))}.");
        if (_result.Violations.Count > 0)
            Tell(cluster);
        return _result;
    }

    private (string, string?)[] Settings() =>
    [
        ("Mote:Cluster:DecideSeconds", settings.Decides.TotalSeconds.ToString(CultureInfo.InvariantCulture)),
        // A lock lasts for longer than a run, so that no clock is in the model.
        ("Mote:Lockout:MostNonMatches", MostNonMatches.ToString(CultureInfo.InvariantCulture)),
        ("Mote:Lockout:FirstMinutes", "60"),
        ("Mote:Edge:MostRefused", "100000"),
    ];

    private async Task<int> Round(SiloCluster cluster, Asking asking, KeyAsking keys, Door door, string[] people, Xoshiro256StarStar random, int faults, CancellationToken cancellationToken)
    {
        door.Begin();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var standing = door.Stand(end.Token);
        var crowd = new Crowd(asking, keys, cluster.Silos.Count, random.Next()).Ask(people, end.Token);
        for (var i = 0; i < faults; i++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1 + 2 * random.NextDouble()), cancellationToken);
            var fault = Faults.Draw(random, settings.Faults, cluster.Silos.Count);
            var lasts = TimeSpan.FromSeconds(3 + 11 * random.NextDouble());
            var kind = fault.Name[..(fault.Name.IndexOf(" silo", StringComparison.Ordinal) is > 0 and var at ? at : fault.Name.Length)];
            _result.Faults[kind] = _result.Faults.GetValueOrDefault(kind) + 1;
            var from = _clock.Now;
            output.WriteLine($"  {from.TotalSeconds:F1} s: {fault.Name}, for {lasts.TotalSeconds:F1} s");
            await fault.Begin(cluster);
            await Task.Delay(lasts, cancellationToken);
            await fault.Mend(cluster);
            var mended = _clock.Now;
            _result.EndedByThemselves += await Recovery.Of(cluster, cancellationToken);
            _troubles.Add(new Trouble(fault.Name, fault.CutsOff, from, mended, _clock.Now));
        }

        await Task.Delay(TimeSpan.FromSeconds(2), cancellationToken);
        await end.CancelAsync();
        await crowd;
        await standing;
        return faults;
    }

    /// <summary>Asks about each until it is answered for certain: nothing is amiss any more.</summary>
    private async Task Look(Asking asking, IReadOnlyList<string> people, Xoshiro256StarStar random)
    {
        var since = _clock.Now;
        foreach (var person in people)
        {
            foreach (var face in new[] { Face.Ada, Face.Ben })
            {
                while (await asking.Ask(person, Deed.Verify, face, "whoever looks", random.Next(3)) is not { Answer: not Answer.Unknown })
                {
                    if (_clock.Now - since > TimeSpan.FromMinutes(2))
                        throw new InvalidOperationException($"{person} is not answered for, though all is mended.");
                }
            }
        }
    }

    private void Judge(int round, string[] people, Asking asking, Door door)
    {
        Gather(asking);
        Check(people);
        _result.LongestWait = door.LongestWait > _result.LongestWait ? door.LongestWait : _result.LongestWait;
        if (door.LongestWait > BackWithin && settings.Faults is ["kill"])
            _result.Violations.Add($"Round {round}: nobody was decided about at the door for {door.LongestWait.TotalSeconds:F1} s.");
        output.WriteLine($"Round {round}: {people.Sum(person => _histories.GetValueOrDefault(person)?.Count ?? 0)} operations, the door waited {door.LongestWait.TotalSeconds:F1} s at most, {_result.Violations.Count} violations so far.");
    }

    private void Gather(Asking asking)
    {
        foreach (var operation in asking.Take())
        {
            if (!_histories.TryGetValue(operation.Person, out var history))
                _histories[operation.Person] = history = [];
            history.Add(_troubles.Excused(operation));
            _result.Operations++;
            _result.Acknowledged += operation.Answer == Answer.Done ? 1 : 0;
            _result.Unknown += operation.Answer == Answer.Unknown ? 1 : 0;
            _result.Locked += operation.Answer == Answer.Locked ? 1 : 0;
        }
    }

    private void Check(IEnumerable<string> people)
    {
        foreach (var person in people)
        {
            var history = _histories[person];
            var verdict = new Linearization(_model).Check(history);
            if (verdict != Verdict.Linearizable)
                _found.Add(person);
            if (verdict == Verdict.Violated)
                _result.Violations.Add($"{person}, seed {settings.Seed}: there is no order in which these are right.\n    {string.Join("\n    ", new Counterexample(_model).Of(history))}");
            else if (verdict == Verdict.Undecided)
                _result.Violations.Add($"{person}, seed {settings.Seed}: {history.Count} operations, {history.Count(operation => operation.Answer == Answer.Unknown)} of them of unknown outcome, were too many to decide.");
        }
    }

    private void CheckKeys(KeyAsking keys)
    {
        var rule = new KeyRule(HonouredWithin, settings.Decides, _troubles.IsWhole);
        foreach (var key in keys.Histories)
        {
            foreach (var use in rule.Broken(key))
                _result.Violations.Add($"{key}: {(use.IsTaken == true ? "opened" : "did not open")} at {use.Silo}, asked {use.Asked.TotalSeconds:F3} s, answered {use.Answered.TotalSeconds:F3} s");
        }

        output.WriteLine($"{keys.Histories.Count} API keys were made, {keys.Histories.Count(key => key.Revoked is not null)} revoked, shown {keys.Histories.Sum(key => key.Uses.Count)} times.");
    }

    private void Tell(SiloCluster cluster)
    {
        var folder = Directory.CreateTempSubdirectory("mote-histories-").FullName;
        for (var i = 0; i < cluster.Silos.Count; i++)
            File.WriteAllText(Path.Combine(folder, $"silo-{i + 1}.log"), cluster.Silos[i].Output());
        File.WriteAllLines(Path.Combine(folder, "history.txt"), _histories.SelectMany(history => history.Value.OrderBy(operation => operation.Invoked).Select(operation => operation.ToString())));
        output.WriteLine($"What the silos wrote, and all operations, are in {folder}.");
    }
}
