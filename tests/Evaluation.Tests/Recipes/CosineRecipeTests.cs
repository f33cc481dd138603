using Mote.Evaluation.Recipes;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Vectors;

namespace Mote.Evaluation.Tests.Recipes;

public sealed class CosineRecipeTests
{
    private static readonly float[] Reference = [1, 0];
    private static readonly float[] Probe = [0.6f, 0.8f];

    [Fact]
    public void Cosine_OneReference_IsTheCosine()
    {
        var enrolled = new CosineRecipe().Enrol([Reference], "F", 1, CancellationToken.None);

        Assert.Equal(0.6f, enrolled.Score(Probe), 6);
        Assert.Equal(8, enrolled.Bytes);
        Assert.Null(enrolled.IsSilent(Probe));
    }

    [Fact]
    public void Cosine_SeveralReferences_IsTheCosineToTheirNormalisedMean()
    {
        // (1, 0) and (0, 1): the mean points to (1, 1) / sqrt 2.
        var enrolled = new CosineRecipe().Enrol([[1, 0], [0, 1]], "F", 1, CancellationToken.None);

        Assert.Equal((0.6f + 0.8f) / MathF.Sqrt(2), enrolled.Score(Probe), 6);
    }

    [Fact]
    public void NormalisedCosine_FewMembers_IsPlacedByTheirMeanAndDeviation()
    {
        // Cosines to the reference: 0.6, -0.6 and 0.
        var members = new CohortSlice(new EmbeddingSet([0.6f, 0.8f, -0.6f, 0.8f, 0, 1], 2), [1, 1, 1], [0, 1, 2], [0, 0, 0]);
        var enrolled = new NormalisedCosineRecipe(new Cohort("", ["F"], members, members, members), "").Enrol([Reference], "F", 1, CancellationToken.None);

        Assert.Equal(0.6 / Math.Sqrt((0.36 + 0.36) / 3), enrolled.Score(Probe), 1e-5);
        Assert.Equal(16, enrolled.Bytes);
    }
}
