using Mote.Golden.Tests.Places;

namespace Mote.Golden.Tests.Golden;

/// <summary>What tests are run on.</summary>
public static class Cases
{
    /// <summary>Every version.</summary>
    public static TheoryData<string> Versions() => new(GoldenVersion.Names);

    /// <summary>Every store of every version.</summary>
    public static TheoryData<string, string> Stores() => Of(GoldenVersion.Names);

    /// <summary>Those in which somebody has more than one model-template.</summary>
    public static TheoryData<string, string> StoresWithSuccession() => Of(GoldenVersion.Names.Where(version => Version.Parse(version) >= new Version(0, 2, 0)));

    private static TheoryData<string, string> Of(IEnumerable<string> versions) => new(versions.SelectMany(_ => StorePlace.Providers, (version, provider) => (version, provider)));
}
