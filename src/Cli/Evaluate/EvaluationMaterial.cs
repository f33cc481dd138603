using Mote.Cli.Output;
using Mote.Cli.Photos;
using Mote.Evaluation.Protocol;
using Mote.Evaluation.Reports;

namespace Mote.Cli.Evaluate;

/// <summary>What an evaluation or an audit works on.</summary>
/// <param name="Set">Labelled embeddings.</param>
/// <param name="Subjects">Who is evaluated.</param>
/// <param name="Refused">How many photos were refused, by reason; empty where embeddings were given.</param>
internal sealed record EvaluationMaterial(EvaluationSet Set, IReadOnlyList<Subject> Subjects, IReadOnlyDictionary<string, int> Refused)
{
    /// <summary>Reads embeddings, or embeds photos; embeddings of photos stay in memory.</summary>
    public static async Task<EvaluationMaterial> Read(EvaluationOptions options, Screen screen, CancellationToken cancellationToken)
    {
        var (set, refused) = options.Embeddings is { } embeddings
            ? (EvaluationSet.Read(embeddings, options.Labels, options.Group), new Dictionary<string, int>())
            : await Embed(options, screen, cancellationToken);
        return new EvaluationMaterial(set, SubjectChoice.Of(set, options.Subjects, options.References, options.Seed), refused);
    }

    /// <summary>A report of these people, without figures.</summary>
    public EvaluationReport Empty(ulong seed) => new()
    {
        Subjects = Subjects.Count,
        Groups = new SortedDictionary<string, int>(Subjects.CountBy(subject => subject.Group).ToDictionary(), StringComparer.Ordinal),
        Dimension = Set.Dimension,
        Seed = seed,
        Inputs = Set.Hash,
    };

    private static async Task<(EvaluationSet Set, IReadOnlyDictionary<string, int> Refused)> Embed(EvaluationOptions options, Screen screen, CancellationToken cancellationToken)
    {
        LabelledPhoto[] photos = [.. LabelledPhotos.Read(options.Photos!, options.Labels, options.Group).Where(photo => photo.Use != PhotoUse.None)];
        using var pipeline = options.Models!.Open();
        var embedded = await screen.Progress($"Embedding {photos.Length} photos", progress => EmbeddedPhotos.Of(photos, pipeline, progress, cancellationToken));
        if (embedded.Refused.Count > 0)
            screen.Say($"  refused: {embedded.Refusals}");
        var set = EvaluationSet.Of(
            [.. photos.Select((photo, row) => new Label(row, Path.GetRelativePath(options.Photos!, photo.Path), photo.Identity, photo.Group, photo.Partition))],
            [.. photos.Select(embedded.Embeddings.GetValueOrDefault)]);
        return (set, embedded.Refused);
    }
}
