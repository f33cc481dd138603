using System.Numerics.Tensors;
using Mote.Evaluation.Attacks;

namespace Mote.Attacks.Libraries;

/// <summary>The attack of <see cref="PublicFaces"/> by Microsoft.ML.</summary>
internal static class MlPublicFaces
{
    public const string Family = "public-faces";

    public static IPreparedAttack Learn(AttackTask task)
    {
        float[][] faces = [.. task.Material.PublicFaces.Select(face => face.Face)];
        var (known, asked) = (FourierMap.Of(faces, faces), FourierMap.Of(faces, task.Rows));
        var scores = Enumerable.Range(0, task.Material.Groups.Count).Select(group =>
        {
            var context = Examples.Context();
            float[] signs = [.. task.Material.PublicFaces.Select(face => face.Group == group ? 1f : -1f)];
            var model = MlLinear.Hinge(context, Examples.View(context, known, signs), known.Length);
            float[] weights = [.. model.Weights];
            return asked.Select(row => TensorPrimitives.Dot<float>(weights, row) + model.Bias).ToArray();
        }).ToArray();
        return new Known([.. asked.Select((_, person) => Enumerable.Range(0, scores.Length).MaxBy(group => scores[group][person]))]);
    }

    private sealed class Known(int[] guesses) : IPreparedAttack
    {
        public int[] Guess(IReadOnlyList<int> labels, int groups, CancellationToken cancellationToken) => guesses;
    }
}
