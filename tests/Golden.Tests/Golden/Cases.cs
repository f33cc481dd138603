using Mote.Golden.Tests.Places;

namespace Mote.Golden.Tests.Golden;

/// <summary>What tests are run on.</summary>
public static class Cases
{
    /// <summary>Every version.</summary>
    public static TheoryData<string> Versions() => new(GoldenVersion.Names);

    /// <summary>Every store of every version.</summary>
    public static TheoryData<string, string> Stores() => Of(GoldenVersion.Names, StorePlace.Providers);

    /// <summary>Those of our own providers: what is within a record is the same in that of Orleans.</summary>
    public static TheoryData<string, string> OwnStores() => Of(GoldenVersion.Names, StorePlace.OwnProviders);

    /// <summary>Those in which somebody has more than one model-template.</summary>
    public static TheoryData<string, string> StoresWithSuccession() => Of(GoldenVersion.Names.Where(version => Version.Parse(version) >= new Version(0, 2, 0)), StorePlace.OwnProviders);

    private static TheoryData<string, string> Of(IEnumerable<string> versions, IReadOnlyList<string> providers) => new(versions.SelectMany(_ => providers, (version, provider) => (version, provider)));
}
