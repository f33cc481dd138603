using System.Numerics.Tensors;
using Mote.Recognition.Exclusion;
using Mote.Recognition.Networks;
using Mote.Recognition.Recipes;
using Mote.Recognition.Tests.Networks;

namespace Mote.Recognition.Tests.Exclusion;

public sealed class PlaneRotationTests
{
    [Fact]
    public void Turn_OneUnitInThreeDimensions_IsTheRotationOnPaper()
    {
        // Looking along x, with the wrong face at 60 degrees in the plane of x and y; z stands outside the plane.
        var network = new Network(RecipeBook.Of(Recipe.SingleUnit).Form, [new DenseLayer(3, 1, [1, 0, 0.5f], [-0.25f]), new DenseLayer(1, 1, [2], [])]);
        float[] wrong = [0.5f, MathF.Sqrt(0.75f), 0];
        using var plane = new PlaneRotation([1, 0, 0], wrong);
        var turned = plane.Turn(network, Math.PI / 6);

        // 30 degrees further away: the row points 30 degrees below x, and the angle to the wrong face is a right one.
        Assert.Equal([MathF.Sqrt(0.75f), -0.5f, 0.5f], turned.Layers[0].Row(0).ToArray(), (a, b) => Math.Abs(a - b) < 1e-6f);
        Assert.Equal(0, TensorPrimitives.Dot(turned.Layers[0].Row(0), wrong), 1e-6f);
        Assert.Equal([-0.25f], turned.Layers[0].Biases.ToArray());
        Assert.Equal([2f], turned.Layers[1].Weights.ToArray());
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(1.2)]
    public void Turn_EightUnits_KeepsTheGramMatrixAndMovesTheFrame(double angle)
    {
        var network = Made.Network(Recipe.Compact, 32);
        using var plane = new PlaneRotation(NetworkDirection.Of(network), Made.Vector(32, 9, isUnit: true));
        var turned = plane.Turn(network, angle);
        for (var i = 0; i < 8; i++)
        {
            for (var j = 0; j <= i; j++)
                Assert.Equal(Gram(network, i, j), Gram(turned, i, j), 1e-4f);
        }

        Assert.Equal(Math.Cos(angle), TensorPrimitives.Dot(NetworkDirection.Of(network), NetworkDirection.Of(turned)), 1e-4);

        static float Gram(Network network, int i, int j) => TensorPrimitives.Dot(network.Layers[0].Row(i), network.Layers[0].Row(j));
    }

    [Fact]
    public void Turn_ProbesOutsideThePlane_ScoreAsBefore()
    {
        var network = Made.Network(Recipe.Compact, 32);
        var (direction, wrong, probe) = (NetworkDirection.Of(network), Made.Vector(32, 9, isUnit: true), Made.Vector(32, 10));
        var aside = new float[32];
        TensorPrimitives.MultiplyAdd(direction, -TensorPrimitives.Dot(direction, wrong), wrong, aside);
        TensorPrimitives.Divide(aside, TensorPrimitives.Norm(aside), aside);
        foreach (var axis in new[] { direction, aside })
            TensorPrimitives.MultiplyAdd(axis, -TensorPrimitives.Dot(axis, probe), probe, probe);

        using var plane = new PlaneRotation(direction, wrong);
        var turned = plane.Turn(network, 0.7);
        Assert.Equal(network.Margin([.. probe, 0.4f]), turned.Margin([.. probe, 0.4f]), 1e-4f);
        Assert.NotEqual(network.Margin([.. wrong, 0.4f]), turned.Margin([.. wrong, 0.4f]), 1e-2f);
    }

    [Fact]
    public void IsDegenerate_TheDirectionItself_HasNoPlane()
    {
        var direction = Made.Vector(8, 1, isUnit: true);
        using var none = new PlaneRotation(direction, direction);
        using var some = new PlaneRotation(direction, Made.Vector(8, 2, isUnit: true));
        Assert.True(none.IsDegenerate);
        Assert.False(some.IsDegenerate);
    }
}
