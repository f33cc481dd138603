using Mote.Recognition.Training;
using TorchSharp;

namespace Mote.Recognition.Tests.Training;

public sealed class AdamWTests
{
    [Fact]
    public void Step_OnAParabola_IsThatOfPlainArithmeticAndOfTorchSharp()
    {
        TorchLibrary.Require();
        const double Rate = 0.05, Decay = 0.1;
        float[] start = [1, -2, 0.5f];
        using var scope = torch.NewDisposeScope();
        var ours = torch.tensor(start).AsParameter();
        var theirs = torch.tensor(start).AsParameter();
        var optimiser = new AdamW([ours], Decay);
        var official = torch.optim.AdamW([theirs], Rate, weight_decay: Decay);
        double[] plain = [.. start];
        var (first, second) = (new double[3], new double[3]);
        for (var step = 1; step <= 20; step++)
        {
            // The gradient of the sum of squares is twice the value.
            (ours * ours).sum().backward();
            optimiser.Step(Rate);
            official.zero_grad();
            (theirs * theirs).sum().backward();
            official.step();
            for (var i = 0; i < 3; i++)
            {
                var gradient = 2 * plain[i];
                first[i] = 0.9 * first[i] + 0.1 * gradient;
                second[i] = 0.999 * second[i] + 0.001 * gradient * gradient;
                plain[i] -= Rate * Decay * plain[i];
                plain[i] -= Rate * (first[i] / (1 - Math.Pow(0.9, step))) / (Math.Sqrt(second[i] / (1 - Math.Pow(0.999, step))) + 1e-8);
            }

            var values = ours.data<float>().ToArray();
            Assert.All(values.Zip(plain), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
            Assert.All(values.Zip(theirs.data<float>().ToArray()), pair => Assert.Equal(pair.Second, pair.First, 1e-5f));
        }
    }
}
