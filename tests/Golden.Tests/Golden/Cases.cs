using Mote.Golden.Tests.Places;

namespace Mote.Golden.Tests.Golden;

/// <summary>What tests are run on.</summary>
public static class Cases
{
    /// <summary>Every version.</summary>
    public static TheoryData<string> Versions() => new(GoldenVersion.Names);

    /// <summary>Every store of every version.</summary>
    public static TheoryData<string, string> Stores() => new(GoldenVersion.Names.SelectMany(version => StorePlace.Providers, (version, provider) => (version, provider)));
}
