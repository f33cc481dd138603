using Mote.Histories.People;

namespace Mote.Histories.Checking;

/// <summary>The smallest part of a history that cannot have been. Each step takes back an answer, as if none had come, which says less: what is left is wrong for a reason that the whole has, too.</summary>
/// <param name="model">What a service that does one thing at a time answers.</param>
public sealed class Counterexample(PersonModel model)
{
    // With what is unknown orders grow: where that is too many to look at, the answer stays.
    private readonly Linearization _search = new(model, patience: 100_000);

    /// <summary>Makes a history that was found wrong as small as it goes.</summary>
    /// <param name="history">The history of one person.</param>
    /// <returns>Those operations whose answers together cannot have been, and changes of unknown outcome before the last of them.</returns>
    public IReadOnlyList<Operation> Of(IReadOnlyCollection<Operation> history)
    {
        var part = Beginning([.. history.OrderBy(operation => operation.Earliest)]);
        for (var i = part.Count - 1; i >= 0; i--)
        {
            if (part[i].Answer == Answer.Unknown)
                continue;
            var told = part[i];
            part[i] = told.Relaxed;
            if (!IsWrong(part))
                part[i] = told;
        }

        return [.. part.Where(operation => operation.Answer != Answer.Unknown || operation.Deed != Deed.Verify)];
    }

    private bool IsWrong(IEnumerable<Operation> part) => _search.Check(part) == Verdict.Violated;

    // What was answered later, as if it had not been yet: the shortest beginning that is wrong.
    private List<Operation> Beginning(Operation[] history)
    {
        TimeSpan[] ends = [.. history.Where(operation => operation.Answer != Answer.Unknown).Select(operation => operation.Latest).Order()];
        var (right, wrong) = (-1, ends.Length - 1);
        while (wrong - right > 1)
        {
            var middle = right + (wrong - right) / 2;
            if (IsWrong(Before(history, ends[middle])))
                wrong = middle;
            else
                right = middle;
        }

        return Before(history, ends[wrong]);
    }

    private static List<Operation> Before(Operation[] history, TimeSpan end) =>
        [.. history.Where(operation => operation.Earliest <= end).Select(operation => operation.Latest > end ? operation.Relaxed : operation)];
}
