using System.Text.RegularExpressions;

namespace Mote.Client.Tests.Deployment;

/// <summary>Where images come from stands in one place, and what is named there can be fetched.</summary>
public sealed partial class ImageHostsTests
{
    private static readonly string[] Text = [".cs", ".csproj", ".props", ".targets", ".sln", ".json", ".md", ".yml", ".yaml", ".sh", ".razor", ".bicep", ".cfg", ".service", ".Containerfile", ".txt", ""];

    [Fact]
    public void Hosts_StandInDeployAlone()
    {
        var elsewhere = Deploy.Files(Deploy.Repository)
            .Where(file => Text.Contains(Path.GetExtension(file)) && Path.GetFileName(file) != "catalogue.json" && !Deploy.Name(file).StartsWith("deploy/", StringComparison.Ordinal))
            .Where(file => Host().IsMatch(File.ReadAllText(file)))
            .Select(Deploy.Name);
        Assert.Empty(elsewhere);
        // The rule finds what it looks for.
        Assert.Contains(Deploy.Files(Deploy.Folder), file => Host().IsMatch(File.ReadAllText(file)));
    }

    /// <summary>A digest is of bytes that somebody has: a release names it.</summary>
    [Fact]
    public void Digests_AreNotInvented() =>
        Assert.Empty(Deploy.Files(Deploy.Folder).Where(file => Digest().IsMatch(File.ReadAllText(file))).Select(Deploy.Name));

    [GeneratedRegex(@"\b(mcr\.microsoft\.com|ghcr\.io|docker\.io|quay\.io|gcr\.io|registry\.k8s\.io|public\.ecr\.aws)\b")]
    private static partial Regex Host();

    [GeneratedRegex(@"sha256:[0-9a-f]{64}")]
    private static partial Regex Digest();
}
