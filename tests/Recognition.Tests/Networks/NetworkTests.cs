using CsCheck;
using Mote.Recognition.Networks;
using Mote.Recognition.Recipes;
using Mote.Recognition.Training;
using TorchSharp;

namespace Mote.Recognition.Tests.Networks;

public sealed class NetworkTests
{
    [Theory]
    [InlineData(Recipe.Paper)]
    [InlineData(Recipe.Compact)]
    [InlineData(Recipe.SingleUnit)]
    public void Score_IsThatOfTorchSharpAndOfPlainArithmetic(Recipe recipe)
    {
        TorchLibrary.Require();
        var network = Made.Network(recipe);
        Faces(recipe).Sample(embedding =>
        {
            Assert.Equal(Torch(network, embedding), network.Score(embedding), 1e-5f);
            Assert.Equal(Plain(network, embedding), network.Score(embedding), 1e-5);
        });
    }

    [Theory]
    [InlineData(Recipe.Compact)]
    [InlineData(Recipe.SingleUnit)]
    public void Margin_IsTheScoreAboveZeroAndAtMostZeroInTheDeadZone(Recipe recipe)
    {
        var network = Made.Network(recipe);
        Faces(recipe).Sample(embedding =>
        {
            var (score, margin) = (network.Score(embedding), network.Margin(embedding));
            Assert.Equal(score > 0 ? score : 0, Math.Max(0, margin));
            Assert.True(score == 0 || margin == score);
        });
    }

    [Fact]
    public void Margin_AcrossTheEdgeOfTheDeadZone_IsContinuous()
    {
        // One coordinate moves; unit 0 wakes at 0.5, unit 1 at 0.6.
        var network = new Network(RecipeBook.Of(Recipe.Compact).Form, [new DenseLayer(1, 2, [1, 1], [-0.5f, -0.6f]), new DenseLayer(2, 1, [2, 3], [])]);
        Assert.Equal(2 * 2 * -0.1f, network.Margin([0.4f]), 1e-6f);
        Assert.Equal(0, network.Score([0.4f]));
        Assert.Equal(2 * 0.05f, network.Margin([0.55f]), 1e-6f);
        Assert.Equal(2 * 0.2f + 3 * 0.1f, network.Margin([0.7f]), 1e-6f);
        Assert.InRange(network.Margin([0.5f + 1e-6f]) - network.Margin([0.5f - 1e-6f]), 0, 1e-5f);
    }

    [Theory]
    [InlineData(Recipe.Paper)]
    [InlineData(Recipe.Compact)]
    public void Margin_AllocatesNothing(Recipe recipe)
    {
        var network = Made.Network(recipe);
        var embedding = Made.Face(recipe, 3);
        network.Margin(embedding);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            network.Margin(embedding);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void New_ShapesThatDoNotJoin_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new Network(RecipeBook.Of(Recipe.Paper).Form, [new DenseLayer(4, 3, new float[12], []), new DenseLayer(2, 1, new float[2], [])]));
        Assert.Throws<ArgumentException>(() => new Network(RecipeBook.Of(Recipe.Paper).Form, [new DenseLayer(4, 2, new float[8], []), new DenseLayer(2, 2, new float[4], [])]));
        Assert.Throws<ArgumentException>(() => new Network(RecipeBook.Of(Recipe.Compact).Form, [new DenseLayer(4, 9, new float[36], new float[9]), new DenseLayer(9, 1, [.. Enumerable.Repeat(1f, 9)], [])]));
        Assert.Throws<ArgumentException>(() => new Network(RecipeBook.Of(Recipe.Compact).Form, [new DenseLayer(4, 2, new float[8], new float[2]), new DenseLayer(2, 1, [1, 0], [])]));
        Assert.Throws<ArgumentException>(() => new DenseLayer(1, 1, [float.NaN], []));
        Assert.Throws<ArgumentException>(() => Made.Network(Recipe.Compact).Margin(new float[3]));
    }

    private static Gen<float[]> Faces(Recipe recipe) => Gen.ULong.Select(seed => Made.Face(recipe, seed));

    private static float Torch(Network network, float[] embedding)
    {
        using var scope = torch.NewDisposeScope();
        var values = torch.tensor(embedding, 1, embedding.Length);
        foreach (var (i, layer) in network.Layers.Index())
        {
            var weights = torch.tensor(layer.Weights.ToArray(), layer.Outputs, layer.Inputs);
            values = torch.nn.functional.linear(values, weights, layer.Biases.IsEmpty ? null : torch.tensor(layer.Biases.ToArray()));
            if (i < network.Layers.Count - 1)
                values = values.relu();
        }

        return values.item<float>();
    }

    private static double Plain(Network network, float[] embedding)
    {
        double[] values = [.. embedding];
        foreach (var (i, layer) in network.Layers.Index())
        {
            var outputs = new double[layer.Outputs];
            for (var output = 0; output < outputs.Length; output++)
            {
                outputs[output] = layer.Biases.IsEmpty ? 0 : layer.Biases[output];
                for (var input = 0; input < layer.Inputs; input++)
                    outputs[output] += (double)layer.Row(output)[input] * values[input];
                if (i < network.Layers.Count - 1)
                    outputs[output] = Math.Max(0, outputs[output]);
            }

            values = outputs;
        }

        return values[0];
    }
}
