namespace Mote.Cli.Tests.Architecture;

/// <summary>Rooms of a project depend one way: whoever reads one need not read, in the end, all of them.</summary>
public sealed class NamespaceCycleTests
{
    private static string Repository => (string)AppContext.GetData("Mote.Repository")!;

    public static TheoryData<string> Projects => [.. Directory.EnumerateFiles(Path.Combine(Repository, "src"), "*.csproj", SearchOption.AllDirectories)
        .Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Projects))]
    public void Namespaces_OfAProject_HaveNoCycle(string project)
    {
        var cycles = Graph(project).InCycles;
        Assert.True(cycles.Count == 0, $"{cycles.Count} uses are in cycles:\n{string.Join('\n', cycles)}");
    }

    /// <summary>The rule can fail, over any number of namespaces.</summary>
    [Fact]
    public void InCycles_AreThoseThatComeBack()
    {
        Assert.Empty(NamespaceGraph.OfUses("Mote.A -> Mote.B", "Mote.B -> Mote.C", "Mote.A -> Mote.C", "Mote.A -> Mote.A").InCycles);
        Assert.Equal(
            ["Mote.A -> Mote.B: ", "Mote.B -> Mote.C: ", "Mote.C -> Mote.A: "],
            NamespaceGraph.OfUses("Mote.A -> Mote.B", "Mote.B -> Mote.C", "Mote.C -> Mote.A", "Mote.C -> Mote.D").InCycles);
        // A namespace within another is one of its own.
        Assert.Equal(2, NamespaceGraph.OfUses("Mote.A -> Mote.A.B", "Mote.A.B -> Mote.A").InCycles.Count);
    }

    // The command line has all of the house beneath it, and so its assemblies beside these tests; it is called as its command is.
    private static NamespaceGraph Graph(string project) =>
        NamespaceGraph.Of(Path.Combine(AppContext.BaseDirectory, project == "Cli" ? "mote.dll" : $"Mote.{project}.dll"), Path.Combine(Repository, "src", project));
}
