using System.Runtime.InteropServices;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Vectors;

namespace Mote.Tests;

/// <summary>The real embeddings of the shared data, with their labels.</summary>
internal sealed class LfwEmbeddings
{
    /// <summary>The embedder they are of.</summary>
    public const string EmbedderHash = "b7120c095d60094f28a4a54ba6a8bf51b297a6273fb40ef6350dfec1f63d9507";

    private readonly Lazy<float[][]> _directions;

    private LfwEmbeddings(float[][] rows, Label[] labels) =>
        (Rows, Labels, _directions) = (rows, labels, new Lazy<float[][]>(() => Array.ConvertAll(rows, row => UnitVector.Of(row))));

    /// <summary>As the embedder gives them, one a label.</summary>
    public float[][] Rows { get; }

    /// <summary>The same, L2-normalised.</summary>
    public float[][] Directions => _directions.Value;

    /// <summary>Who is on each photo.</summary>
    public Label[] Labels { get; }

    /// <summary>Reads the shared data, or skips the running test.</summary>
    public static LfwEmbeddings Load()
    {
        var file = File.ReadAllBytes(SharedData.Path("lfw/mobilefacenet_128.npy"));
        var header = 10 + BitConverter.ToUInt16(file, 8);
        var values = MemoryMarshal.Cast<byte, Half>(file.AsSpan(header));
        Label[] labels = [.. File.ReadLines(SharedData.Path("lfw/labels.csv")).Skip(1).Select(line => line.Split(',')).Select(row => new Label(row[1], row[2], row[3], row[4]))];
        var dimension = values.Length / labels.Length;
        var rows = new float[labels.Length][];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = Array.ConvertAll(values.Slice(i * dimension, dimension).ToArray(), value => (float)value);

        return new LfwEmbeddings(rows, labels);
    }

    /// <summary>Rows of a partition.</summary>
    public IEnumerable<int> Of(string partition) => Enumerable.Range(0, Rows.Length).Where(row => Labels[row].Partition == partition);

    /// <summary>The cohort of the three partitions, of at most so many people each.</summary>
    public Cohort Cohort(int peopleAPartition = int.MaxValue)
    {
        var builder = new CohortBuilder();
        foreach (var (name, partition) in new[] { ("cohort-train", CohortPartition.Training), ("cohort-validation", CohortPartition.Validation), ("cohort-calibration", CohortPartition.Calibration) })
        {
            // People with several photos first, since a small cohort needs them.
            foreach (var row in Of(name).GroupBy(row => Labels[row].Identity).OrderByDescending(person => Math.Min(2, person.Count())).Take(peopleAPartition).SelectMany(person => person))
                builder.Add(Rows[row], Labels[row].Identity, Labels[row].Group, partition);
        }

        return builder.Build(EmbedderHash);
    }

    /// <summary>Who is on a photo.</summary>
    internal sealed record Label(string Image, string Identity, string Group, string Partition);
}
