using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace Mote.Cli.Tests.Architecture;

/// <summary>
/// Which namespaces of one assembly use which, by the compiled code, where a namespace sees those around it without saying
/// so, and by what the sources say, where constants and comments still have their names.
/// </summary>
internal sealed partial class NamespaceGraph
{
    private readonly Dictionary<string, Dictionary<string, string>> _uses = new(StringComparer.Ordinal);

    private NamespaceGraph()
    {
    }

    /// <summary>Every use within a cycle, with an example of it.</summary>
    public IReadOnlyList<string> InCycles =>
    [
        .. from room in _uses
           from use in room.Value
           where Reaches(use.Key, room.Key)
           orderby room.Key, use.Key
           select $"{room.Key} -> {use.Key}: {use.Value}",
    ];

    /// <summary>Reads an assembly and the sources that it was made from.</summary>
    public static NamespaceGraph Of(string assembly, string sources)
    {
        var graph = new NamespaceGraph();
        using var definition = AssemblyDefinition.ReadAssembly(assembly);
        foreach (var type in definition.MainModule.GetAllTypes())
            graph.Add(type);
        foreach (var file in Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories))
            graph.Add(file);
        return graph;
    }

    /// <summary>A graph of uses, "one -> other".</summary>
    public static NamespaceGraph OfUses(params ReadOnlySpan<string> uses)
    {
        var graph = new NamespaceGraph();
        foreach (var use in uses)
            graph.Add(use.Split(" -> ")[0], use.Split(" -> ")[1], "");
        return graph;
    }

    private void Add(TypeDefinition type)
    {
        foreach (var used in TypeUses.Of(type).Where(used => used.Scope == type.Module))
            Add(Outermost(type).Namespace, Outermost(used).Namespace, $"{Outermost(type).Name} uses {used.Name}");
    }

    private void Add(string file)
    {
        var text = File.ReadAllText(file);
        if (Namespace().Match(text) is { Success: true } room)
        {
            foreach (var use in Using().Matches(text).Select(use => use.Groups[1].Value).Where(_uses.ContainsKey))
                Add(room.Groups[1].Value, use, $"{Path.GetFileName(file)} says using");
        }
    }

    private void Add(string room, string used, string example)
    {
        // What generators write beside the house is theirs.
        if (!IsOurs(room) || !IsOurs(used))
            return;
        _uses.TryAdd(used, new(StringComparer.Ordinal));
        _uses.TryAdd(room, new(StringComparer.Ordinal));
        if (room != used)
            _uses[room].TryAdd(used, example);
    }

    private bool Reaches(string from, string to)
    {
        HashSet<string> seen = [from];
        Stack<string> next = new([from]);
        while (next.TryPop(out var room))
        {
            if (room == to)
                return true;
            foreach (var use in _uses[room].Keys.Where(seen.Add))
                next.Push(use);
        }

        return false;
    }

    private static bool IsOurs(string room) => room is "Mote" || room.StartsWith("Mote.", StringComparison.Ordinal);

    private static TypeReference Outermost(TypeReference type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^using (?:static )?([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();
}
