using Mote.Grains.Audit;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Roster;

namespace Mote.Grains.Tests.Audit;

public sealed class ManifestAgreementTests
{
    private static readonly ManifestHead[] Heads = [new(0, 5, [5], 5), new(1, 9, [9], 8)];

    [Fact]
    public void Difference_BothOfOneTime_IsNone()
    {
        Assert.Null(Difference(new ManifestStamp(0, 5, [5]), new ManifestStamp(1, 9, [9])));
        // The last change is not noted yet.
        Assert.Null(Difference(new ManifestStamp(0, 5, [5]), new ManifestStamp(1, 8, [8])));
        Assert.Null(ManifestAgreement.Difference(new Dictionary<int, ManifestStamp>(), []));
    }

    [Fact]
    public void Difference_OneOfThemPutBack_IsNamed()
    {
        Assert.Contains("Shard 0 of the manifest was put back: it is at change 5", Difference(new ManifestStamp(0, 6, [6]), new ManifestStamp(1, 9, [9])), StringComparison.Ordinal);
        Assert.Contains("Shard 0 of the manifest is not what", Difference(new ManifestStamp(0, 5, [4]), new ManifestStamp(1, 9, [9])), StringComparison.Ordinal);
        Assert.Contains("Shard 2 of the manifest is gone", Difference(new ManifestStamp(0, 5, [5]), new ManifestStamp(1, 9, [9]), new ManifestStamp(2, 1, [1])), StringComparison.Ordinal);
        Assert.Contains("change 8 of shard 1 of the manifest was noted in it, and is not there", Difference(new ManifestStamp(0, 5, [5]), new ManifestStamp(1, 7, [7])), StringComparison.Ordinal);
        Assert.Contains("change 5 of shard 0", Difference(new ManifestStamp(1, 9, [9])), StringComparison.Ordinal);
    }

    private static string? Difference(params ManifestStamp[] noted) => ManifestAgreement.Difference(noted.ToDictionary(stamp => stamp.Shard), Heads);
}
