using Mote.Attacks.Libraries;
using Mote.Evaluation.Attacks;

namespace Mote.Attacks;

/// <summary>Each attack of the audit, ours first, and what libraries have in its place.</summary>
internal static class Contenders
{
    public static IReadOnlyList<Contender> All { get; } =
    [
        .. GroupAttacks.All.Select(attack => Contender.Of(Contender.Own, attack)),
        Contender.Of("TorchSharp, topk", new TorchNeighbours()),
        Contender.Of("Microsoft.ML, L-BFGS", new MlLogistic()),
        Contender.Of("TorchSharp, gradients", new TorchLogistic()),
        Contender.Of("Microsoft.ML, SDCA on the exact kernel", new MlKernelHinge()),
        Contender.Of("Microsoft.ML, SDCA on 512 Fourier pairs", new MlFourierHinge()),
        Contender.Of("TorchSharp, squared hinge", new TorchSupportVectors()),
        Contender.Of("TorchSharp, gradients", new TorchPerceptron()),
        Contender.Of("Microsoft.ML, FastForest", new MlForest()),
        Contender.Of("Microsoft.ML, LightGBM", new MlBoostedTrees()),
    ];

    /// <summary>The machine that has learnt from public faces, who are all there whoever is attacked.</summary>
    public static IReadOnlyList<Contender> OfPublicFaces { get; } =
    [
        new(MlPublicFaces.Family, Contender.Own, task => PublicFaces.Learn(
            [.. task.Material.PublicFaces.Select(face => face.Face)],
            [.. task.Material.PublicFaces.Select(face => face.Group)],
            task.Material.Groups.Count,
            CancellationToken.None).Attack(task.Rows, "sum").Attack),
        new(MlPublicFaces.Family, "Microsoft.ML, SDCA on 512 Fourier pairs", MlPublicFaces.Learn),
    ];
}
