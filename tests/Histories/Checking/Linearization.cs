using Mote.Histories.People;

namespace Mote.Histories.Checking;

/// <summary>
/// Whether there is an order of one person's operations, each at one moment between when it was asked and when it was
/// answered, in which a service that does one thing at a time answers so. The search of Wing and Gong with what Lowe
/// remembers: the same operations behind, in the same state, lead nowhere twice. What nobody knows the outcome of may be
/// at any moment after it was asked, or never; of several such that ask the same, the one that was asked first is taken to
/// be first, for it could stand wherever another of them does.
/// </summary>
/// <param name="model">What such a service answers.</param>
/// <param name="patience">After how many places it is given up.</param>
public sealed class Linearization(PersonModel model, int patience = 2_000_000)
{
    /// <summary>Searches.</summary>
    /// <param name="history">One person's operations.</param>
    public Verdict Check(IEnumerable<Operation> history)
    {
        Operation[] operations = [.. history.OrderBy(operation => operation.Earliest)];
        if (operations.Length > OperationSet.Most)
            return Verdict.Undecided;
        var known = new OperationSet();
        for (var i = 0; i < operations.Length; i++)
        {
            if (operations[i].Answer != Answer.Unknown)
                known = known.With(i);
        }

        var alike = AlikeBefore(operations);
        var seen = new HashSet<(OperationSet, PersonState)>();
        var open = new Stack<(OperationSet Behind, PersonState State)>();
        open.Push((new OperationSet(), PersonState.Nobody));
        while (open.TryPop(out var place))
        {
            if (place.Behind.HasAll(known))
                return Verdict.Linearizable;
            if (!seen.Add(place))
                continue;
            if (seen.Count > patience)
                return Verdict.Undecided;
            foreach (var next in Next(operations, alike, place.Behind, place.State))
                open.Push(next);
        }

        return Verdict.Violated;
    }

    // Those whose outcome is known are looked at first, the earliest of them before all: they come last here.
    private IEnumerable<(OperationSet, PersonState)> Next(Operation[] operations, int[] alike, OperationSet behind, PersonState state)
    {
        var candidates = Candidates(operations, alike, behind);
        foreach (var i in candidates.OrderBy(i => operations[i].Answer != Answer.Unknown).ThenByDescending(i => operations[i].Latest))
        {
            foreach (var after in model.After(state, operations[i]))
                yield return (behind.With(i), after);
        }
    }

    /// <summary>Those that may be next: nothing that is not behind yet was over before they began.</summary>
    private static List<int> Candidates(Operation[] operations, int[] alike, OperationSet behind)
    {
        var firstOver = TimeSpan.MaxValue;
        List<int> candidates = [];
        for (var i = 0; i < operations.Length && operations[i].Earliest <= firstOver; i++)
        {
            if (behind.Has(i))
                continue;
            candidates.Add(i);
            if (operations[i].Latest < firstOver)
                firstOver = operations[i].Latest;
        }

        candidates.RemoveAll(i => operations[i].Earliest > firstOver || (alike[i] >= 0 && !behind.Has(alike[i])));
        return candidates;
    }

    /// <summary>Of each operation of unknown outcome the last one before it that asks the same and whose outcome is as unknown; -1 for none.</summary>
    private static int[] AlikeBefore(Operation[] operations)
    {
        var last = new Dictionary<(Deed, Face, bool, bool), int>();
        var alike = new int[operations.Length];
        for (var i = 0; i < operations.Length; i++)
        {
            alike[i] = -1;
            if (operations[i] is not { Answer: Answer.Unknown } unknown)
                continue;
            var asked = (unknown.Deed, unknown.Face, unknown.IsStoreTroubled, unknown.MayBeOlderBy > TimeSpan.Zero);
            alike[i] = last.GetValueOrDefault(asked, -1);
            last[asked] = i;
        }

        return alike;
    }
}
