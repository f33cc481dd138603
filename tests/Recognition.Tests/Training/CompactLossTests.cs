using Mote.Recognition.Tests.Networks;
using Mote.Recognition.Training;
using TorchSharp;

namespace Mote.Recognition.Tests.Training;

public sealed class CompactLossTests
{
    [Fact]
    public void Of_TwoSamplesAndOneUnit_IsTheSumWrittenOut()
    {
        TorchLibrary.Require();
        using var scope = torch.NewDisposeScope();
        // Activations 0.5 and 1.5, output weight 2: scores 1 and 3 against targets 0 and 2.75.
        var loss = CompactLoss.Of(
            torch.tensor(new float[] { 1, 2 }, 2, 1), torch.tensor(new[] { 0f, 2.75f }), torch.tensor(new[] { 0.3f, 0f }),
            torch.tensor(new float[] { 1 }, 1, 1), torch.tensor(new[] { -0.5f }), torch.tensor(new[] { MathF.Log(2) }));
        // Smooth-L1 of 1 is 0.5, of 0.25 is 0.03125; silence takes 0.3 of the first activation.
        Assert.Equal((0.5 + 0.03125) / 2 + 0.3 * 0.5, loss.item<float>(), 1e-6);
    }

    [Fact]
    public void Gradient_IsThatOfFiniteDifferences()
    {
        TorchLibrary.Require();
        float[] samples = Made.Vector(6 * 4, 1), targets = [0, 1, 0, 3, 0.5f, 0], silence = [0.1f, 0, 0.1f, 0, 0, 0.1f];
        float[][] start = [Made.Vector(2 * 4, 2), Made.Vector(2, 3), Made.Vector(2, 4)];
        using var scope = torch.NewDisposeScope();
        var parameters = start.Select((values, i) => (i == 0 ? torch.tensor(values, 2, 4) : torch.tensor(values)).AsParameter()).ToArray();
        CompactLoss.Of(torch.tensor(samples, 6, 4), torch.tensor(targets), torch.tensor(silence), parameters[0], parameters[1], parameters[2]).backward();
        for (var p = 0; p < 3; p++)
        {
            var gradient = parameters[p].grad!.data<float>().ToArray();
            for (var i = 0; i < gradient.Length; i++)
            {
                const double Step = 1e-6;
                Assert.Equal((Plain(p, i, Step) - Plain(p, i, -Step)) / (2 * Step), gradient[i], 1e-4);
            }
        }

        double Plain(int parameter, int index, double change)
        {
            var values = start.Select(array => array.Select(value => (double)value).ToArray()).ToArray();
            values[parameter][index] += change;
            var loss = 0.0;
            for (var n = 0; n < 6; n++)
            {
                var (score, noise) = (0.0, 0.0);
                for (var unit = 0; unit < 2; unit++)
                {
                    var active = Math.Max(0, Enumerable.Range(0, 4).Sum(d => values[0][unit * 4 + d] * samples[n * 4 + d]) + values[1][unit]);
                    score += Math.Exp(values[2][unit]) * active;
                    noise += active;
                }

                var off = Math.Abs(score - targets[n]);
                loss += (off < 1 ? 0.5 * off * off : off - 0.5) / 6 + silence[n] * noise;
            }

            return loss;
        }
    }
}
