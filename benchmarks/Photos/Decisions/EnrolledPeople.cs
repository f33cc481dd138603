using Mote.Evaluation.Protocol;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Templates;
using Mote.Tests;
using Mote.Vision;
using Mote.Vision.Photos;
using Mote.Vision.Readings;

namespace Mote.Photos.Decisions;

/// <summary>People of the shared photos, each enrolled from the one photo that is for it.</summary>
internal sealed class EnrolledPeople
{
    private const double Target = 1e-4;

    private readonly CohortPack _pack;

    private EnrolledPeople(CohortPack pack, IReadOnlyList<Person> people, IReadOnlyList<Label> probes) => (_pack, People, Probes) = (pack, people, probes);

    /// <summary>Everybody, those whose photo was refused too.</summary>
    public IReadOnlyList<Person> People { get; }

    /// <summary>Other photos of theirs.</summary>
    public IReadOnlyList<Label> Probes { get; }

    public static byte[] File(Label photo) => System.IO.File.ReadAllBytes(Path(photo));

    /// <param name="pack">The background people of the embedder.</param>
    /// <param name="pipeline">Reads the photos.</param>
    /// <param name="photo">What becomes of a reference photo before it is read.</param>
    /// <param name="each">One probe in so many is measured.</param>
    public static EnrolledPeople Enrol(CohortPack pack, FacePipeline pipeline, Func<byte[], byte[]> photo, int each)
    {
        Label[] labels = [.. LabelFile.Read(SharedData.Path("lfw/labels.csv"), "gender").Where(label => System.IO.File.Exists(Path(label)))];
        Label[] references = [.. labels.Where(label => label.Partition == PartitionName.Reference)];
        var people = new Person[references.Length];
        var enroller = new Enroller(pack);
        Parallel.For(0, people.Length, Cores.All, i =>
        {
            var reading = pipeline.Read(photo(File(references[i])), CancellationToken.None);
            people[i] = new Person(references[i].Identity, (reading as PhotoRefusal)?.Reason, reading is not FaceReading face ? null : enroller.Enrol(
                [face.Embedding], new EnrolmentSettings { TargetFalseMatchRate = Target, Seed = (ulong)i }, null, CancellationToken.None).Template);
        });
        return new EnrolledPeople(pack, people, [.. labels.Where(label => label.Partition == PartitionName.Probe).Where((_, i) => i % each == 0)]);
    }

    /// <summary>Whom a face is taken for, by place in <see cref="People"/>.</summary>
    public bool[] Decide(float[] embedding)
    {
        var taken = new bool[People.Count];
        float[]? face = null;
        for (var i = 0; i < taken.Length; i++)
        {
            if (People[i].Template is { } template)
                taken[i] = template.Decide(face ??= template.Input(_pack, embedding)).IsMatch;
        }

        return taken;
    }

    /// <summary>The pack of all background people, kept among the build's artefacts, since it takes a minute.</summary>
    public static CohortPack Pack()
    {
        var folder = Directory.CreateDirectory(System.IO.Path.Combine((string)AppContext.GetData("Mote.Repository")!, "artifacts", "photos-cohort"));
        var path = System.IO.Path.Combine(folder.FullName, $"{typeof(CohortPack).Module.ModuleVersionId:N}.pack");
        if (!System.IO.File.Exists(path))
        {
            var set = EvaluationSet.Read(SharedData.Path("lfw/mobilefacenet_128.npy"), SharedData.Path("lfw/labels.csv"), "gender");
            var cohort = new CohortBuilder();
            for (var photo = 0; photo < set.Count; photo++)
            {
                if (PartitionName.Cohort(set.Labels[photo].Partition) is { } partition)
                    cohort.Add(set[photo]!, set.Labels[photo].Identity, set.Labels[photo].Group, partition);
            }

            var hash = Vision.Embedding.EmbedderManifest.Of(Models.Embedder, Models.Hash(Models.Embedder)).Sha256;
            TailCalibration.Calibrate(CohortPack.Create(cohort.Build(hash), 1), Recipe.Compact, TailCalibration.DefaultSubjects(Recipe.Compact), 1, null, CancellationToken.None).Save(path);
        }

        return CohortPack.Load(path);
    }

    private static string Path(Label photo) => SharedData.Path("lfw/photos") + "/" + photo.Image;

    /// <summary>One of them.</summary>
    /// <param name="Identity">Who.</param>
    /// <param name="Refusal">Why the photo was refused; null where it was not.</param>
    /// <param name="Template">Null where the photo was refused.</param>
    internal sealed record Person(string Identity, RefusalReason? Refusal, ModelTemplate? Template);
}
