using Mote.Golden.Tests.Places;

namespace Mote.Golden.Tests.Golden;

/// <summary>What tests are run on.</summary>
public static class Cases
{
    /// <summary>Every version.</summary>
    public static TheoryData<string> Versions() => new(GoldenVersion.Names);

    /// <summary>Every store of every version.</summary>
    public static TheoryData<string, string> Stores() => Of(GoldenVersion.Names, StorePlace.Providers);

    /// <summary>Those of our own providers, what is within a record being the same in that of Orleans; of earlier versions one.</summary>
    public static TheoryData<string, string> OwnStores() => LastOfAll(StorePlace.OwnProviders);

    /// <summary>The newest version's in every place, and of earlier versions one each: all are read by others, and what this version writes over them depends on the place alone.</summary>
    public static TheoryData<string, string> StoresToWriteOver() => LastOfAll(StorePlace.Providers);

    /// <summary>Those in which somebody has more than one model-template.</summary>
    public static TheoryData<string, string> StoresWithSuccession() => Of(GoldenVersion.Names.Where(version => Version.Parse(version) >= new Version(0, 2, 0)), StorePlace.OwnProviders);

    private static TheoryData<string, string> LastOfAll(IReadOnlyList<string> providers) => new(
    [
        .. GoldenVersion.Names.SkipLast(1).Select((version, i) => (version, providers[i % providers.Count])),
        .. providers.Select(provider => (GoldenVersion.Names[^1], provider)),
    ]);

    private static TheoryData<string, string> Of(IEnumerable<string> versions, IReadOnlyList<string> providers) => new(versions.SelectMany(_ => providers, (version, provider) => (version, provider)));
}
