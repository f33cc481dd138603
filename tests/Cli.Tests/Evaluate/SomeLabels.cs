using Mote.Tests;

namespace Mote.Cli.Tests.Evaluate;

/// <summary>Some of the labels of the shared embeddings, each of which names its row: enough people for a cohort, and soon evaluated.</summary>
internal static class SomeLabels
{
    /// <summary>Writes them into a folder, or skips the running test.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cohort">People of each of the cohort's parts and attribute groups, those with several photos first.</param>
    /// <param name="subjects">People who may be enrolled, of each attribute group.</param>
    public static string Write(TemporaryFolder folder, int cohort, int subjects)
    {
        var lines = File.ReadAllLines(SharedData.Path("lfw/labels.csv"));
        var chosen = lines.Skip(1).Select(line => (Line: line, Columns: line.Split(',')))
            .GroupBy(photo => photo.Columns[2])
            .OrderByDescending(person => Math.Min(2, person.Count()))
            .GroupBy(person => (Part: person.First().Columns[4].Split('-') is ["cohort", var part] ? part : "", Group: person.First().Columns[3]))
            .SelectMany(people => people.Take(people.Key.Part == "" ? subjects : cohort))
            .SelectMany(person => person);
        return folder.Write("some.csv", [lines[0], .. chosen.Select(photo => photo.Line)]);
    }
}
