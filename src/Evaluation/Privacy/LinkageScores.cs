using System.Numerics.Tensors;

namespace Mote.Evaluation.Privacy;

/// <summary>How alike the templates of two realms are, for every pair: version after version of one subject after another.</summary>
/// <param name="Name">How likeness is measured.</param>
/// <param name="Scores">One row a template of the first realm, one column a template of the second.</param>
/// <param name="Versions">Templates of each subject in each realm.</param>
internal sealed record LinkageScores(string Name, float[][] Scores, int Versions)
{
    /// <summary>The score of each pair of rows.</summary>
    public static LinkageScores Of(string name, float[][] first, float[][] second, int versions, Func<float[], float[], float> likeness)
    {
        var scores = new float[first.Length][];
        Parallel.For(0, first.Length, i => scores[i] = Array.ConvertAll(second, other => likeness(first[i], other)));
        return new LinkageScores(name, scores, versions);
    }

    /// <summary>How near two vectors are.</summary>
    public static float Nearness(float[] one, float[] other) => -TensorPrimitives.Distance<float>(one, other);

    /// <summary>The inner product; with rows of length 1 the cosine, with centred ones besides the correlation.</summary>
    public static float Product(float[] one, float[] other) => TensorPrimitives.Dot<float>(one, other);

    /// <summary>A row centred and of length 1.</summary>
    public static float[] Standardise(float[] row)
    {
        var centred = new float[row.Length];
        TensorPrimitives.Subtract(row, TensorPrimitives.Sum<float>(row) / row.Length, centred);
        TensorPrimitives.Divide(centred, Math.Max(1e-20f, TensorPrimitives.Norm<float>(centred)), centred);
        return centred;
    }
}
