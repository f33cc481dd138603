using Mote.Evaluation.Attacks;
using Mote.Evaluation.Metrics;

namespace Mote.Evaluation.Tests.Attacks;

public sealed class PublicFacesTests
{
    [Fact]
    public void Guess_VectorsLikeThePublicOnes_AreToldApart()
    {
        var labels = Planted.Labels(40, 40, 40);
        var faces = PublicFaces.Learn(Planted.Features(labels, 6, 3, 3, 1), labels, 3, TestContext.Current.CancellationToken);
        var attack = faces.Attack(Planted.Features(labels, 6, 3, 3, 2), "sum");
        Assert.Equal("public-faces-sum", attack.Name);
        Assert.InRange(BalancedAccuracy.Of(labels, attack.Attack.Guess(labels, 3, TestContext.Current.CancellationToken)), 0.85, 1);
    }
}
