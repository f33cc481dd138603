namespace Mote.Cli.Demo;

/// <summary>Decisions of one kind of comparison, by the attribute group of the reference.</summary>
internal sealed class Tally
{
    private readonly Dictionary<string, (int Accepted, int Total)> _byGroup = new(StringComparer.Ordinal);

    public int Total => _byGroup.Values.Sum(count => count.Total);

    public int Accepted => _byGroup.Values.Sum(count => count.Accepted);

    public int Rejected => Total - Accepted;

    /// <summary>The share accepted: the FMR of non-mated comparisons; null of none.</summary>
    public double? AcceptedShare => Share(Accepted, Total);

    /// <summary>The share rejected: the FNMR of mated comparisons; null of none.</summary>
    public double? RejectedShare => Share(Rejected, Total);

    public IReadOnlyDictionary<string, double> AcceptedByGroup => ByGroup(count => (double)count.Accepted / count.Total);

    public IReadOnlyDictionary<string, double> RejectedByGroup => ByGroup(count => (double)(count.Total - count.Accepted) / count.Total);

    /// <summary>The decisions of mated and of non-mated comparisons; those without one, for want of a usable photo, are left out.</summary>
    public static (Tally Mated, Tally NonMated) Of(IEnumerable<Comparison> comparisons, IEnumerable<bool?> decisions)
    {
        var (mated, nonMated) = (new Tally(), new Tally());
        foreach (var (comparison, decision) in comparisons.Zip(decisions))
        {
            if (decision is { } isAccepted)
                (comparison.IsMated ? mated : nonMated).Add(comparison.Reference.Group, isAccepted);
        }

        return (mated, nonMated);
    }

    public void Add(string group, bool isAccepted)
    {
        var count = _byGroup.GetValueOrDefault(group);
        _byGroup[group] = (count.Accepted + (isAccepted ? 1 : 0), count.Total + 1);
    }

    private SortedDictionary<string, double> ByGroup(Func<(int Accepted, int Total), double> share) =>
        new(_byGroup.ToDictionary(group => group.Key, group => share(group.Value)), StringComparer.Ordinal);

    private static double? Share(int part, int of) => of == 0 ? null : (double)part / of;
}
