using Mote.Evaluation.Attacks;
using Mote.Recognition.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using AdamW = Mote.Recognition.Training.AdamW;

namespace Mote.Attacks.Libraries;

/// <summary>
/// A model of TorchSharp, fitted on one thread by <see cref="AdamW"/>: TorchSharp's own optimisers do not stand several
/// trainings at once, which an audit is.
/// </summary>
internal static class TorchModel
{
    /// <summary>Fits a column of signs to rows, and decides about others.</summary>
    public delegate Tensor Decider(Tensor examples, Tensor signs, Tensor held);

    /// <summary>The attack on rows that do not depend on labels.</summary>
    public static IPreparedAttack On(IReadOnlyList<float[]> rows, Folds folds, Decider decide) => new OneVersusRest(folds, (fold, sample, signs, decisions, cancellationToken) =>
    {
        cancellationToken.ThrowIfCancellationRequested();
        TorchLibrary.Require();
        using var scope = NewDisposeScope();
        var told = decide(Of(rows, sample), TensorMemory.Copy(signs, signs.Length, 1), Of(rows, folds.Held(fold)));
        foreach (var (i, value) in told.detach().contiguous().data<float>().ToArray().Index())
            decisions[i] += value;
    });

    /// <summary>Minimises a loss.</summary>
    public static void Minimise(IEnumerable<Parameter> parameters, int steps, double rate, Func<Tensor> loss)
    {
        var optimiser = new AdamW(parameters, weightDecay: 0);
        for (var step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            loss().backward();
            optimiser.Step(rate);
        }
    }

    /// <summary>A loss and the penalty on the squared norm of what is to stay small.</summary>
    public static Tensor Penalised(Tensor loss, float penalty, params IEnumerable<Tensor> weights)
    {
        var half = tensor(penalty / 2);
        return stack([loss, .. weights.Select(values => half * values.square().sum())]).sum();
    }

    /// <summary>Rows of some people.</summary>
    public static Tensor Of(IReadOnlyList<float[]> rows, ReadOnlySpan<int> people)
    {
        var values = new float[people.Length * rows[0].Length];
        for (var i = 0; i < people.Length; i++)
            rows[people[i]].CopyTo(values, i * rows[0].Length);
        return TensorMemory.Copy(values, people.Length, rows[0].Length);
    }
}
