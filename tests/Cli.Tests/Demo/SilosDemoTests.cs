using Mote.Cli.Output;
using Mote.Tests;

namespace Mote.Cli.Tests.Demo;

/// <summary>The demo of several silos, of which one is killed.</summary>
public sealed class SilosDemoTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    [Trait("Takes", "long")]
    public async Task Demo_TwoSilos_TheDoorGoesOnWithoutOneOfThem_AndNothingIsLeft()
    {
        var azurite = Path.GetDirectoryName(await NpmPrograms.Find("Azurite", "azurite-blob", TestContext.Current.CancellationToken))!;

        var demo = await MoteProcess.Run([("TMPDIR", _folder.Root)], "demo", "--json", "--silos", "2", "--people", "3", "--azurite", azurite);

        Assert.True(demo.ExitCode == ExitCode.Done, demo.Errors);
        int Count(string name) => demo.Json.GetProperty(name).GetInt32();
        Assert.Equal((2, 2 * Count("enrolled"), 0), (Count("silos"), Count("verifiedEverywhere"), Count("decidedOtherwise")));
        Assert.True(Count("askedAtTheDoor") > 0);
        Assert.Equal((0, 0), (Count("failedAtTheDoor"), Count("wrongAtTheDoor")));
        Assert.True(demo.Json.GetProperty("erasedIsUnknownToIt").GetBoolean() && demo.Json.GetProperty("trailIsWhole").GetBoolean());
        Assert.Empty(Directory.GetDirectories(_folder.Root));
    }

    [Fact]
    public async Task Demo_SeveralSilosOfRealPeople_IsWrongUse()
    {
        var demo = await MoteProcess.Run("demo", "--silos", "2", "--models", "models", "--photos", "photos", "--labels", "labels.csv");
        Assert.Equal(ExitCode.Usage, demo.ExitCode);
        Assert.Contains("leave --models, --photos and --labels out", demo.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_NoAzuriteWhereItIsSaidToBe_SaysWhatIsMissing()
    {
        var demo = await MoteProcess.Run([("TMPDIR", _folder.Root)], "demo", "--silos", "2", "--people", "2", "--azurite", _folder["nowhere"]);
        Assert.Equal(ExitCode.Usage, demo.ExitCode);
        Assert.Contains("--azurite", demo.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(_folder.Root));
    }

    public void Dispose() => _folder.Dispose();
}
