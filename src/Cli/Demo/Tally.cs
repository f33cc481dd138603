namespace Mote.Cli.Demo;

/// <summary>Decisions of one kind of comparison, by the attribute group of the reference.</summary>
internal sealed class Tally
{
    private readonly Dictionary<string, (int Accepted, int Total)> _byGroup = new(StringComparer.Ordinal);

    public int Total => _byGroup.Values.Sum(count => count.Total);

    public int Accepted => _byGroup.Values.Sum(count => count.Accepted);

    /// <summary>The share accepted: the FMR of non-mated comparisons; 0 of none.</summary>
    public double AcceptedShare => Share(Accepted, Total);

    /// <summary>The share rejected: the FNMR of mated comparisons; 0 of none.</summary>
    public double RejectedShare => Share(Total - Accepted, Total);

    public IReadOnlyDictionary<string, double> AcceptedByGroup => ByGroup(count => Share(count.Accepted, count.Total));

    public IReadOnlyDictionary<string, double> RejectedByGroup => ByGroup(count => Share(count.Total - count.Accepted, count.Total));

    public void Add(string group, bool isAccepted)
    {
        var count = _byGroup.GetValueOrDefault(group);
        _byGroup[group] = (count.Accepted + (isAccepted ? 1 : 0), count.Total + 1);
    }

    private SortedDictionary<string, double> ByGroup(Func<(int Accepted, int Total), double> share) =>
        new(_byGroup.ToDictionary(group => group.Key, group => share(group.Value)), StringComparer.Ordinal);

    private static double Share(int part, int of) => of == 0 ? 0 : (double)part / of;
}
