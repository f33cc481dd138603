using Mote.Golden.Tests.Golden;

namespace Mote.Golden.Tests;

/// <summary>Golden stores are made once, and nobody changes them.</summary>
public sealed class GoldenFilesTests
{
    [Theory, MemberData(nameof(Cases.Versions), MemberType = typeof(Cases))]
    public void Files_OfAVersion_AreThoseThatWereMade(string version)
    {
        var golden = new GoldenVersion(version);
        Assert.Equal(Manifest.Load(golden).Files, Manifest.Of(golden).Files);
    }

    [Theory, MemberData(nameof(Cases.Versions), MemberType = typeof(Cases))]
    public void Models_OfAVersion_AreThoseItWasMadeWith(string version)
    {
        var golden = new GoldenVersion(version);
        Assert.True(
            Manifest.Load(golden).Models.SequenceEqual(Manifest.Of(golden).Models),
            $"The models in '{golden.Models}' are not those that the stores of {version} were made with, and no model-template answers with any others: "
            + $"when Mote comes with other models, keep the old ones in '{golden.KeptModels}', where these tests then find them.");
    }
}
