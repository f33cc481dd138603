using CsCheck;
using Mote.Vision.Alignment;
using Mote.Vision.Detection;

namespace Mote.Vision.Tests.Alignment;

public sealed class SimilarityTransformTests
{
    private static readonly LandmarkPoint[] Points = [new(0, 0), new(10, 1), new(5, 6), new(1, 12), new(9, 11)];

    [Fact]
    public void Between_TransformedPoints_FindsTheTransform() =>
        Gen.Select(Gen.Double[0.1, 10], Gen.Double[-3.1, 3.1], Gen.Double[-200, 200], Gen.Double[-200, 200]).Sample((scale, angle, tx, ty) =>
        {
            var (a, b) = (scale * Math.Cos(angle), scale * Math.Sin(angle));
            LandmarkPoint[] moved = [.. Points.Select(p => new LandmarkPoint((float)(a * p.X - b * p.Y + tx), (float)(b * p.X + a * p.Y + ty)))];

            var found = SimilarityTransform.Between(Points, moved);

            Assert.Equal(a, found.A, tolerance: 1e-3);
            Assert.Equal(b, found.B, tolerance: 1e-3);
            Assert.Equal(tx, found.Tx, tolerance: 1e-2);
            Assert.Equal(ty, found.Ty, tolerance: 1e-2);
        });

    [Fact]
    public void Between_DisturbedPoints_HasTheLeastSquares()
    {
        LandmarkPoint[] target = [new(1, 2), new(11, 2), new(7, 8), new(1, 14), new(10, 13)];
        var best = SimilarityTransform.Between(Points, target);
        foreach (var step in new[] { -0.01, 0.01 })
        {
            Assert.True(Error(best) <= Error(best with { A = best.A + step }));
            Assert.True(Error(best) <= Error(best with { B = best.B + step }));
            Assert.True(Error(best) <= Error(best with { Tx = best.Tx + step }));
            Assert.True(Error(best) <= Error(best with { Ty = best.Ty + step }));
        }

        double Error(SimilarityTransform t) => Points.Zip(target).Sum(pair =>
            Math.Pow(t.A * pair.First.X - t.B * pair.First.Y + t.Tx - pair.Second.X, 2)
            + Math.Pow(t.B * pair.First.X + t.A * pair.First.Y + t.Ty - pair.Second.Y, 2));
    }

    [Fact]
    public void Between_CoincidingPoints_IsRefused() =>
        Assert.Throws<ArgumentException>(() => SimilarityTransform.Between(new LandmarkPoint[5], Points));
}
