using Mote.Recognition.Tests.Networks;
using Mote.Recognition.Training;
using TorchSharp;

namespace Mote.Recognition.Tests.Training;

public sealed class CompactLossTests
{
    private const int Units = 3;
    private const int Length = 9;

    [Fact]
    public void Of_OneUnitAndHandfuls_IsTheSumWrittenOut()
    {
        // Margins 0.5 and 0.1 of strangers; 0.9 and 0.3 of one group, 0.7 of each of the other's two.
        using var samples = Samples(1, [0.6f, 0.2f], [1f, 0.4f, 0.8f, 0.8f], [0.25f, 0.75f]);
        var gradient = new float[1];
        var loss = new CompactLoss(samples, 1, 0.5).Of([1f], [-0.1f], 1, gradient);

        double Soft(params double[] values) => 0.5 * Math.Log(values.Sum(value => Math.Exp(value / 0.5)));
        Assert.Equal(Soft(0.5, 0.1) + 0.25 * Soft(-0.9, -0.3) + 0.75 * Soft(-0.7, -0.7), loss, 1e-5);
    }

    [Theory]
    [InlineData(0.3f)]
    [InlineData(-0.3f)]
    public void Gradient_IsThatOfAutomaticDifferentiation(float bias)
    {
        TorchLibrary.Require();
        float[] weights = Made.Vector(Units * Length, 1), biases = [bias, bias - 0.05f, bias + 0.05f], impostors = Made.Vector(20 * Length, 2), genuine = Made.Vector(12 * Length, 3);
        float[] shares = [0.3f, 0.7f];
        var gradient = new float[weights.Length];
        using var samples = Samples(Length, impostors, genuine, shares);
        var loss = new CompactLoss(samples, Units, 0.2)
            .Of(weights, biases, 0.4f, gradient);

        using var scope = torch.NewDisposeScope();
        var w = torch.tensor(weights, Units, Length).AsParameter();
        var output = torch.tensor(0.4f);
        var softness = torch.tensor(0.2f);
        var parts = new[]
        {
            Soft(Margins(impostors), 1f),
            Soft(Margins(genuine[..(6 * Length)]), -1f).mul(torch.tensor(shares[0])),
            Soft(Margins(genuine[(6 * Length)..]), -1f).mul(torch.tensor(shares[1])),
        };
        var expected = torch.stack(parts).sum();
        expected.backward();
        Assert.Equal(expected.item<float>(), loss, 1e-5f);
        foreach (var (one, other) in w.grad!.data<float>().ToArray().Zip(gradient))
            Assert.Equal(one, other, 1e-5f);

        torch.Tensor Margins(float[] rows)
        {
            var activations = torch.nn.functional.linear(torch.tensor(rows, rows.Length / Length, Length), w, torch.tensor(biases)).mul(output);
            var active = activations.relu().sum(1);
            return torch.where(active.gt(torch.tensor(0f)), active, activations.amax([1]).mul(torch.tensor((float)Units)));
        }

        torch.Tensor Soft(torch.Tensor margins, float sign) => margins.mul(torch.tensor(sign)).div(softness).logsumexp(0).mul(softness);
    }

    [Fact]
    public void Of_AnyStep_AllocatesNothing()
    {
        using var samples = Samples(Length, Made.Vector(20 * Length, 2), Made.Vector(12 * Length, 3), [0.3f, 0.7f]);
        var (weights, biases, gradient) = (Made.Vector(Units * Length, 1), new float[Units], new float[Units * Length]);
        var loss = new CompactLoss(samples, Units, 0.2);
        loss.Of(weights, biases, 0.4f, gradient);
        var before = GC.GetAllocatedBytesForCurrentThread();
        loss.Of(weights, biases, 0.4f, gradient);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static CompactSamples Samples(int length, float[] impostors, float[] genuine, float[] shares)
    {
        var samples = new CompactSamples(impostors.Length / length, genuine.Length / length / shares.Length, shares.Length, length);
        for (var row = 0; row < samples.Impostors.Count; row++)
            samples.Impostors.Write(row, impostors.AsSpan(row * length, length));
        for (var row = 0; row < samples.Genuine.Count; row++)
            samples.Genuine.Write(row, genuine.AsSpan(row * length, length));
        shares.CopyTo(samples.GenuineShares, 0);
        return samples;
    }
}
