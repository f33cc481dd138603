using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Mote.Recognition.Cohorts;

namespace Mote.Evaluation.Protocol;

/// <summary>Labelled embeddings of one embedder: the subjects and the cohort they are held against. Immutable and thread-safe.</summary>
public sealed class EvaluationSet
{
    private readonly float[]?[] _embeddings;

    private EvaluationSet(IReadOnlyList<Label> labels, float[]?[] embeddings, string hash) => (Labels, _embeddings, Hash) = (labels, embeddings, hash);

    /// <summary>What is known of each photo.</summary>
    public IReadOnlyList<Label> Labels { get; }

    /// <summary>Photos.</summary>
    public int Count => Labels.Count;

    /// <summary>Values an embedding.</summary>
    public int Dimension => _embeddings.First(embedding => embedding is not null)!.Length;

    /// <summary>SHA-256 of labels and embeddings, 64 lower-case hexadecimal digits: what a figure rests on.</summary>
    public string Hash { get; }

    /// <summary>The embedding of a photo as it was given; null where the photo was refused.</summary>
    public float[]? this[int photo] => _embeddings[photo];

    /// <summary>Reads embeddings and labels.</summary>
    /// <param name="embeddings">A NumPy file (<see cref="NpyFile"/>).</param>
    /// <param name="labels">A CSV file (<see cref="LabelFile"/>) with one line an embedding.</param>
    /// <param name="groupColumn">The column of the attribute group.</param>
    /// <exception cref="EvaluationSetException">A file is not what it must be, or they do not belong together.</exception>
    public static EvaluationSet Read(string embeddings, string labels, string groupColumn)
    {
        var read = LabelFile.Read(labels, groupColumn);
        var rows = NpyFile.Read(embeddings);
        if (read.Count != rows.Count)
            throw new EvaluationSetException($"'{embeddings}' has {rows.Count} rows and '{labels}' {read.Count} labels: they must be of the same photos.");
        if (read.FirstOrDefault(label => label.Row >= rows.Count) is { } beyond)
            throw new EvaluationSetException($"'{labels}' names row {beyond.Row} for '{beyond.Image}', and '{embeddings}' has rows 0 to {rows.Count - 1}.");
        return Of(read, [.. read.Select(label => rows[label.Row].ToArray())]);
    }

    /// <summary>Joins labels and embeddings.</summary>
    /// <param name="labels">What is known of each photo.</param>
    /// <param name="embeddings">The embedding of each as the embedder gives it, of any length above 0; null where the photo was refused.</param>
    /// <exception cref="EvaluationSetException">There is no embedding, the dimensions differ, or one has no direction.</exception>
    public static EvaluationSet Of(IReadOnlyList<Label> labels, IReadOnlyList<float[]?> embeddings)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(embeddings);
        if (labels.Count != embeddings.Count)
            throw new EvaluationSetException($"There are {labels.Count} labels and {embeddings.Count} embeddings: they must be of the same photos.");
        if (embeddings.FirstOrDefault(embedding => embedding is not null) is not { } first)
            throw new EvaluationSetException("There is no embedding at all: every photo was refused.");

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var photo = 0; photo < labels.Count; photo++)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{labels[photo].Identity}\n{labels[photo].Group}\n{labels[photo].Partition}\n{embeddings[photo] is not null}\n"));
            if (embeddings[photo] is not { } embedding)
                continue;
            if (embedding.Length != first.Length)
                throw new EvaluationSetException($"The embedding of '{labels[photo].Image}' has {embedding.Length} values, others {first.Length}: use one embedder.");
            var length = TensorPrimitives.Norm<float>(embedding);
            if (!(length > 0) || !float.IsFinite(length))
                throw new EvaluationSetException($"The embedding of '{labels[photo].Image}' (row {labels[photo].Row}) is zero or not finite: leave the photo out.");
            hash.AppendData(MemoryMarshal.AsBytes<float>(embedding));
        }

        return new EvaluationSet(labels, [.. embeddings], Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>The cohort of the three partitions, for an embedder known by <see cref="Hash"/>; photos that were refused are left out.</summary>
    /// <exception cref="CohortException">A partition is too small; the message says which and what it lacks.</exception>
    public Cohort Cohort()
    {
        var builder = new CohortBuilder();
        for (var photo = 0; photo < Count; photo++)
        {
            if (_embeddings[photo] is { } embedding && PartitionName.Cohort(Labels[photo].Partition) is { } partition)
                builder.Add(embedding, Labels[photo].Identity, Labels[photo].Group, partition);
        }

        return builder.Build(Hash);
    }
}
