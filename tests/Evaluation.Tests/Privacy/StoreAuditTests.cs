using Mote.Evaluation.Privacy;

namespace Mote.Evaluation.Tests.Privacy;

public sealed class StoreAuditTests
{
    private const int Dimension = 64;

    private static readonly PrivacyAuditSettings Settings = new() { Permutations = 19 };
    private static readonly float[][] Bank = [.. Enumerable.Range(0, 20).Select(i => Networks.Direction(Dimension, 500 + (ulong)i))];
    private static readonly Dictionary<string, string> Groups = Enumerable.Range(0, 40).ToDictionary(Name, i => i % 2 == 0 ? "even" : "odd");

    [Fact]
    public void Run_NothingKnownOfThePeople_SaysWhatWasLeftOut()
    {
        var (figures, leftOut) = Run(Store(1, leak: 0), [], []);
        Assert.Null(figures.BalancedAccuracy);
        Assert.Null(figures.DSys);
        Assert.Equal(3, leftOut.Count);
        Assert.Contains(leftOut, reason => reason.StartsWith("Group inference: it takes two attribute groups", StringComparison.Ordinal) && reason.Contains("0 subjects", StringComparison.Ordinal));
        Assert.Contains(leftOut, reason => reason.StartsWith("Unlinkability: 0 subjects have a second template", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_OffsetsOfTheirOwn_TellTheGroupAndLinkRealms()
    {
        var (figures, leftOut) = Run(Store(1, leak: 0.02f), Store(2, leak: 0.02f), Groups);
        Assert.Single(leftOut);
        Assert.Equal(1, figures.BalancedAccuracy);
        Assert.Equal(1.0 / 20, figures.PermutationP!.Value, 9);
        Assert.InRange(figures.DSysRaw!.Value, 0.2, 1);
        Assert.Equal("invariant-distance", figures.Others!["linkage"].GetString());
    }

    [Fact]
    public void Run_SeveralVersions_CountsTheLatest()
    {
        // Only the earlier version tells the group.
        StoredTemplate[] before = [.. Store(1, leak: 0.5f).Select(template => template with { Version = 0 })];
        var (figures, _) = Run([.. before, .. Store(1, leak: 0)], [], Groups);
        Assert.InRange(figures.BalancedAccuracy!.Value, 0.3, 0.8);
        Assert.Equal(40, figures.Others!["templates"].GetInt32());
    }

    private static (Mote.Evaluation.Reports.PrivacyFigures Figures, IReadOnlyList<string> LeftOut) Run(StoredTemplate[] store, StoredTemplate[] other, Dictionary<string, string> groups) =>
        new StoreAudit(Settings).Run("store", store, other, groups, Bank, null, TestContext.Current.CancellationToken);

    private static StoredTemplate[] Store(ulong realm, float leak) => [.. Enumerable.Range(0, 40).Select(i =>
        new StoredTemplate(Name(i), 1, Networks.Held(new HaarRotation(Dimension, realm * 1000 + (ulong)i).Turn(
            Networks.SingleUnit(Networks.Direction(Dimension, (ulong)i), -0.25f - leak * (i % 2))))))];

    private static string Name(int i) => $"s{i}";
}
