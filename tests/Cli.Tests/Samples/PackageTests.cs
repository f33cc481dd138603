using System.IO.Compression;
using System.Xml.Linq;

namespace Mote.Cli.Tests.Samples;

/// <summary>What is in the packages that integrators install.</summary>
[Trait("Takes", "long")]
public sealed class PackageTests(BuiltDoor door)
{
    public static TheoryData<string> Names => ["Mote.Protocol", "Mote.Client", "Mote.Client.Testing"];

    [Theory, MemberData(nameof(Names))]
    public async Task Package_HasAssembliesDocsReadmeAndSymbols(string name)
    {
        await door.Program();
        using var package = Open(name, "nupkg");
        foreach (var framework in new[] { "net10.0", "net8.0" })
        {
            Assert.NotNull(package.GetEntry($"lib/{framework}/{name}.dll"));
            Assert.True(package.GetEntry($"lib/{framework}/{name}.xml")!.Length > 200);
        }

        using var symbols = Open(name, "snupkg");
        Assert.Equal(2, symbols.Entries.Count(entry => entry.Name == $"{name}.pdb"));
        using var readme = new StreamReader(package.GetEntry("README.md")!.Open());
        // The shortest sample comes first.
        Assert.Equal([$"# {name}", "```csharp"], (await readme.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n').Where(line => line.StartsWith('#') || line.StartsWith("```", StringComparison.Ordinal)).Take(2));
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Package_SaysWhatItIsAndNamesNoHost(string name)
    {
        await door.Program();
        using var package = Open(name, "nupkg");
        await using var described = await package.GetEntry($"{name}.nuspec")!.OpenAsync(TestContext.Current.CancellationToken);
        var metadata = XDocument.Load(described).Root!.Elements().Single();
        string Said(string element) => metadata.Elements().Single(child => child.Name.LocalName == element).Value;
        Assert.Equal((name, "LICENSE", "README.md"), (Said("id"), Said("license"), Said("readme")));
        using var licence = new StreamReader(package.GetEntry("LICENSE")!.Open());
        Assert.StartsWith("MIT License", await licence.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.NotEmpty(Said("tags"));
        Assert.InRange(Said("description").Length, 40, 400);
        Assert.DoesNotContain(metadata.Elements(), child => child.Name.LocalName is "repository" or "projectUrl");
    }

    private ZipArchive Open(string name, string extension) => ZipFile.OpenRead(Assert.Single(
        Directory.GetFiles(door.Packages, $"*.{extension}"), file => Path.GetFileName(file).StartsWith($"{name}.0.2.0", StringComparison.Ordinal)));
}
