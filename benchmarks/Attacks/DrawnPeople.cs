using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Mote.Evaluation.Protocol;
using Mote.Portraits.People;
using Mote.Portraits.Photos;
using Mote.Vision;
using Mote.Vision.Readings;

namespace Mote.Attacks;

/// <summary>People who do not exist, photographed and embedded by the demo's models, which have seen none of the subjects.</summary>
internal static class DrawnPeople
{
    /// <summary>The embeddings that <see cref="Write"/> leaves.</summary>
    public const string Embeddings = "people.npy";

    /// <summary>Their labels.</summary>
    public const string Labels = "people.csv";

    // A cohort as large as the demo's; each partition's people and how many photos they have.
    private static readonly (string Partition, int People, int Photos)[] Cohort = [("cohort-train", 500, 2), ("cohort-validation", 200, 2), ("cohort-calibration", 500, 1)];

    private const int Subjects = 400;
    private const int PhotosEach = 2;

    /// <summary>Draws and embeds everybody.</summary>
    public static EvaluationSet Embed()
    {
        var models = Path.Combine((string)AppContext.GetData("Mote.Repository")!, "models");
        using var pipeline = FacePipeline.Open(new FacePipelineOptions
        {
            DetectorPath = Path.Combine(models, "mote-demo-detector.onnx"),
            EmbedderPath = Path.Combine(models, "mote-demo-embedder.onnx"),
        });
        Drawn[] photos = [.. All()];
        var embeddings = new float[]?[photos.Length];
        Parallel.For(0, photos.Length, i =>
            embeddings[i] = (pipeline.Read(PortraitStudio.Take(photos[i].Person, photos[i].Photo).Jpeg, CancellationToken.None) as FaceReading)?.Embedding);
        return EvaluationSet.Of([.. photos.Select((photo, row) => photo.Label(row))], embeddings);
    }

    /// <summary>Leaves embeddings and labels as an audit takes them.</summary>
    public static void Write(EvaluationSet set, string folder)
    {
        Directory.CreateDirectory(folder);
        int[] usable = [.. Enumerable.Range(0, set.Count).Where(photo => set[photo] is not null)];
        using var file = File.Create(Path.Combine(folder, Embeddings));
        // Magic, version 1.0, then the length of a description that ends where the values may be aligned.
        var description = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({usable.Length}, {set.Dimension}), }}".PadRight(117) + "\n";
        file.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)description.Length, 0, .. Encoding.ASCII.GetBytes(description)]);
        foreach (var photo in usable)
            file.Write(MemoryMarshal.AsBytes<float>(set[photo]));
        File.WriteAllLines(
            Path.Combine(folder, Labels),
            ["image,identity,gender,partition", .. usable.Select(photo => set.Labels[photo]).Select(label => string.Create(CultureInfo.InvariantCulture, $"{label.Image},{label.Identity},{label.Group},{label.Partition}"))]);
    }

    private static IEnumerable<Drawn> All()
    {
        for (var i = 0; i < Subjects * PhotosEach; i++)
            yield return new Drawn(Person.Of(Populations.Unseen, i / PhotosEach), i % PhotosEach, i % PhotosEach == 0 ? PartitionName.Reference : PartitionName.Probe);
        var first = 0;
        foreach (var (partition, people, photos) in Cohort)
        {
            for (var i = 0; i < people * photos; i++)
                yield return new Drawn(Person.Of(Populations.Cohort, first + i / photos), i % photos, partition);
            first += people;
        }
    }

    private sealed record Drawn(Person Person, int Photo, string Partition)
    {
        public Label Label(int row)
        {
            var identity = $"{Person.Population}-{Person.Number}";
            return new Label(row, $"{identity}-{Photo}.jpg", identity, $"{Person.Group}", Partition);
        }
    }
}
