using System.Numerics.Tensors;
using Mote.Evaluation.Privacy;
using Mote.Recognition.Networks;
using Mote.Recognition.Recipes;

namespace Mote.Evaluation.Tests.Privacy;

public sealed class TemplateAttacksTests
{
    private const int Dimension = 64;

    [Fact]
    public void Recovered_SingleUnit_IsTheReferenceBothWays()
    {
        var reference = Networks.Direction(Dimension, 1);
        var held = Networks.Held(Networks.SingleUnit(reference));
        Assert.InRange(TensorPrimitives.Dot<float>(reference, RecoveredVectors.Ascent(held, 5)), 0.99f, 1.001f);
        Assert.InRange(TensorPrimitives.Dot<float>(reference, RecoveredVectors.WeightedSum(held)), 0.9999f, 1.0001f);
    }

    [Fact]
    public void Recovered_TurnedSingleUnit_IsTheTurnedReferenceAndNotTheReference()
    {
        var reference = Networks.Direction(Dimension, 1);
        var rotation = new HaarRotation(Dimension, 2);
        var recovered = RecoveredVectors.Ascent(Networks.Held(rotation.Turn(Networks.SingleUnit(reference))), 5);
        Assert.InRange(TensorPrimitives.Dot<float>(rotation.Turn(reference), recovered), 0.99f, 1.001f);
        Assert.InRange(TensorPrimitives.Dot<float>(reference, recovered), -0.5f, 0.5f);
    }

    [Theory]
    [InlineData(Recipe.Paper)]
    [InlineData(Recipe.Compact)]
    public void Gradient_EqualsDifferencesOfTheMargin(Recipe recipe)
    {
        var held = Networks.Held(recipe == Recipe.Paper ? Networks.Paper(8, 3) : Networks.Compact(8, 3, 3));
        for (var i = 0; i < 20; i++)
        {
            var at = Networks.Direction(8, 40 + (ulong)i);
            var gradient = MarginGradient.At(held, at);
            for (var k = 0; k < 8; k++)
            {
                const float Step = 1e-3f;
                var (up, down) = (at.ToArray(), at.ToArray());
                up[k] += Step;
                down[k] -= Step;
                // Not across a kink, where there is no gradient.
                if (Math.Abs(held.Margin(up) + held.Margin(down) - 2 * held.Margin(at)) < 1e-5f)
                    Assert.Equal((held.Margin(up) - held.Margin(down)) / (2 * Step), gradient[k], 0.02f);
            }
        }
    }

    [Fact]
    public void Gradient_FurtherColumns_AreTakenAsConstant()
    {
        var network = Networks.SingleUnit([0.6f, 0.8f, -0.5f]);
        var held = new HeldTemplate(network, 2, embedding => [.. embedding, 0.3f]);
        Assert.Equal(0.6f * 0.6f + 0.8f * 0.8f - 0.15f - 0.25f, held.Margin([0.6f, 0.8f]), 5);
        Assert.Equal([0.6f, 0.8f], MarginGradient.At(held, [0.6f, 0.8f]));
        Assert.Equal(2, RecoveredVectors.WeightedSum(held).Length);
    }

    [Fact]
    public void HeldTemplate_FurtherColumnsWithoutInputs_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new HeldTemplate(Networks.SingleUnit([0.6f, 0.8f, -0.5f]), 2));

    [Theory]
    [InlineData(Recipe.Paper)]
    [InlineData(Recipe.Compact)]
    public void Invariants_TurnedNetwork_AreTheSameAndItsWeightsAreNot(Recipe recipe)
    {
        var network = recipe == Recipe.Paper ? Networks.Paper(Dimension, 3) : Networks.Compact(Dimension, 5, 3);
        var turned = new HaarRotation(Dimension, 4).Turn(network);
        var (before, after) = (RotationInvariants.Of(Networks.Held(network)), RotationInvariants.Of(Networks.Held(turned)));
        Assert.Equal(before.Length, after.Length);
        Assert.All(before.Zip(after), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
        Assert.True(TensorPrimitives.Distance<float>(WeightFeatures.Of(Networks.Held(network)), WeightFeatures.Of(Networks.Held(turned))) > 1);
    }

    [Fact]
    public void Weights_UnitsInAnotherOrder_AreTheSame()
    {
        var network = Networks.Compact(8, 3, 5);
        var (hidden, output) = (network.Layers[0], network.Layers[1]);
        int[] order = [2, 0, 1];
        var other = new Network(RecipeBook.Of(Recipe.Compact).Form, [
            new DenseLayer(8, 3, [.. order.SelectMany(unit => hidden.Row(unit).ToArray())], [.. order.Select(unit => hidden.Biases[unit])]),
            new DenseLayer(3, 1, [.. order.Select(unit => output.Weights[unit])], []),
        ]);
        Assert.Equal(WeightFeatures.Of(Networks.Held(network)), WeightFeatures.Of(Networks.Held(other)));
    }

    [Fact]
    public void Responses_VectorTemplate_AreCosines()
    {
        float[] reference = [0.6f, 0.8f];
        var vector = new VectorTemplates(0.5).Enrol(new AuditedSubject("ann", 0, reference, []), 0, 1, TestContext.Current.CancellationToken);
        var responses = BankResponses.Of(vector.Stored, [[1, 0], [0, 1], [-1, 0]]);
        Assert.Equal([0.6f, 0.8f, -0.6f], responses[..3]);
        Assert.Equal(new ApiAnswer(true, 0.6f), vector.Opened.Ask([1, 0]));
        Assert.Equal(new ApiAnswer(false, -0.6f), vector.Opened.Ask([-1, 0]));
    }
}
