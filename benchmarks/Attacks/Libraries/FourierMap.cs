using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Mote.Attacks.Libraries;

/// <summary>Microsoft.ML's own way to a kernel: random Fourier features (Rahimi and Recht 2007).</summary>
internal static class FourierMap
{
    private const int Pairs = 512;
    private const string Mapped = "Mapped";

    /// <summary>Rows whose inner products are about the kernel's.</summary>
    /// <param name="known">Whose distances set the width.</param>
    /// <param name="rows">Who is mapped.</param>
    public static float[][] Of(IReadOnlyList<float[]> known, IReadOnlyList<float[]> rows)
    {
        var context = Examples.Context();
        // The width is a share of the mean squared distance, which is 2 d for d standardised features.
        var map = context.Transforms.ApproximatedKernelMap(Mapped, Examples.Features, Pairs, useCosAndSinBases: true, new Microsoft.ML.Transforms.GaussianKernel(2), seed: 1);
        return [.. map.Fit(Examples.View(context, known)).Transform(Examples.View(context, rows)).GetColumn<float[]>(Mapped)];
    }
}
