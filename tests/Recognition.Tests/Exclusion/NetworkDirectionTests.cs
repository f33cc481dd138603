using Mote.Recognition.Exclusion;
using Mote.Recognition.Networks;
using Mote.Recognition.Recipes;
using Mote.Recognition.Tests.Networks;

namespace Mote.Recognition.Tests.Exclusion;

public sealed class NetworkDirectionTests
{
    [Fact]
    public void Of_TwoUnits_IsTheirWeightedSum()
    {
        var network = new Network(RecipeBook.Of(Recipe.Compact).Form, [new DenseLayer(3, 2, [1, 0, 5, 0, 1, 5], [0, 0]), new DenseLayer(2, 1, [3, 4], [])]);
        Assert.Equal([0.6f, 0.8f], NetworkDirection.Of(network), (a, b) => Math.Abs(a - b) < 1e-6f);
    }

    [Fact]
    public void Of_PublishedRecipe_HasNone() => Assert.Equal(
        ExclusionObstacle.NoDirection,
        Assert.Throws<ExclusionException>(() => NetworkDirection.Of(Made.Network(Recipe.Paper))).Obstacle);
}
