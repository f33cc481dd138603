using System.Numerics.Tensors;
using Mote.Recognition.Randomness;

namespace Mote.Evaluation.Privacy;

/// <summary>
/// Hill climbing against a service, in the space of embeddings: a step in a random direction is kept where the answer is no
/// worse. Where the service keeps silent every answer is as good as any other, and the climb is a random walk.
/// </summary>
internal static class HillClimbing
{
    private const float Stride = 0.5f;

    /// <summary>Calls until a match; null if there was none within the budget.</summary>
    /// <param name="ask">The service.</param>
    /// <param name="start">The face it starts from, of length 1.</param>
    /// <param name="budget">Calls.</param>
    /// <param name="seed">Draws the steps.</param>
    public static int? CallsUntilMatch(Func<float[], ApiAnswer> ask, float[] start, int budget, ulong seed)
    {
        var random = SeededRandom.Create(seed);
        var (at, best) = (start, ask(start));
        for (var calls = 1; calls <= budget; calls++)
        {
            if (best.IsMatch)
                return calls;
            var next = RandomDirections.Draw(start.Length, random);
            TensorPrimitives.MultiplyAdd(next, Stride, at, next);
            TensorPrimitives.Divide(next, TensorPrimitives.Norm<float>(next), next);
            var answer = ask(next);
            if (answer.IsMatch || !(answer.Score < best.Score))
                (at, best) = (next, answer);
        }

        return null;
    }
}
