using System.Text;
using Mote.Tests;

namespace Mote.Cli.Tests.Evaluate;

/// <summary>Some of the shared embeddings with their labels, as files: enough people for a cohort, and soon evaluated.</summary>
internal static class SomeEmbeddings
{
    /// <summary>Writes them into a folder, or skips the running test.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cohort">People of each of the cohort's parts and attribute groups, those with several photos first.</param>
    /// <param name="subjects">People who may be enrolled, of each attribute group.</param>
    public static (string Embeddings, string Labels) Write(TemporaryFolder folder, int cohort, int subjects)
    {
        var shared = File.ReadAllBytes(SharedData.Path("lfw/mobilefacenet_128.npy"));
        var start = 10 + BitConverter.ToUInt16(shared, 8);
        var lines = File.ReadAllLines(SharedData.Path("lfw/labels.csv"));
        var bytes = (shared.Length - start) / (lines.Length - 1);
        (int Row, string[] Columns)[] chosen = [.. lines.Skip(1).Select((line, row) => (Row: row, Columns: line.Split(',')))
            .GroupBy(photo => photo.Columns[2])
            .OrderByDescending(person => Math.Min(2, person.Count()))
            .GroupBy(person => (Part: person.First().Columns[4].Split('-') is ["cohort", var part] ? part : "", Group: person.First().Columns[3]))
            .SelectMany(people => people.Take(people.Key.Part == "" ? subjects : cohort))
            .SelectMany(person => person)];

        using (var file = File.Create(folder["some.npy"]))
        {
            // Half precision, two bytes a value.
            var header = FormattableString.Invariant($"{{'descr': '<f2', 'fortran_order': False, 'shape': ({chosen.Length}, {bytes / 2}), }}\n");
            file.Write([0x93, .. "NUMPY"u8, 1, 0, .. BitConverter.GetBytes((ushort)header.Length), .. Encoding.ASCII.GetBytes(header)]);
            foreach (var (row, _) in chosen)
                file.Write(shared, start + row * bytes, bytes);
        }

        return (folder["some.npy"], folder.Write("some.csv", [lines[0], .. chosen.Select((photo, row) => string.Join(',', [$"{row}", .. photo.Columns[1..]]))]));
    }
}
