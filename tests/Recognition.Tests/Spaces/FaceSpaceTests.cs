using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Spaces;
using Mote.Tests;

namespace Mote.Recognition.Tests.Spaces;

public sealed class FaceSpaceTests
{
    private static readonly Lazy<Cohort> People = new(() => LfwEmbeddings.Load().Cohort(120));

    [Fact]
    public void Place_Directions_HaveTheCosinesOfTheInverseCovariance()
    {
        var people = People.Value.Training;
        var space = FaceSpace.Of(people, People.Value.Groups.Count);
        var d = space.Dimension;
        var rows = Enumerable.Range(0, people.Count).Select(row => Vector<double>.Build.DenseOfEnumerable(people.Embeddings[row].ToArray().Select(value => (double)value))).ToArray();
        var centre = rows.Aggregate((sum, row) => sum + row) / rows.Length;
        var within = Matrix<double>.Build.Dense(d, d);
        foreach (var group in Enumerable.Range(0, rows.Length).GroupBy(row => people.Groups[row]))
        {
            var persons = group.GroupBy(row => people.Identities[row]).Where(person => person.Count() > 1).ToArray();
            foreach (var person in persons)
            {
                var mean = person.Select(row => rows[row]).Aggregate((sum, row) => sum + row) / person.Count();
                foreach (var row in person)
                    within += (rows[row] - mean).OuterProduct(rows[row] - mean) / persons.Sum(photos => photos.Count());
            }
        }

        var inverse = (within * ((1 - FaceSpace.Shrinkage) * d / within.Trace()) + Matrix<double>.Build.DenseIdentity(d) * FaceSpace.Shrinkage).Inverse();
        double Cosine(int i, int j) => Form(i, j) / Math.Sqrt(Form(i, i) * Form(j, j));
        double Form(int i, int j) => (rows[i] - centre) * (inverse * (rows[j] - centre));

        float[] one = new float[space.PlacedLength], other = new float[space.PlacedLength];
        foreach (var (i, j) in new[] { (0, 1), (0, 60), (7, 100) })
        {
            space.Place(people.Embeddings[i], one);
            space.Place(people.Embeddings[j], other);
            Assert.Equal(Cosine(i, j), TensorPrimitives.Dot<float>(one.AsSpan(0, d), other.AsSpan(0, d)), 1e-4);
            Assert.Equal(1, TensorPrimitives.Norm<float>(one.AsSpan(0, d)), 1e-5f);
        }
    }

    /// <summary>Several faces on one thread, a part of a pass left over or not, are placed to the bit like each alone.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(43)]
    public void Place_Several_IsEachOneAlone(int count)
    {
        var cohort = People.Value;
        var space = FaceSpace.Of(cohort.Training, cohort.Groups.Count);
        float[] together = new float[count * space.PlacedLength], alone = new float[space.PlacedLength];
        space.Place(cohort.Calibration.Embeddings.Values[..(count * space.Dimension)], count, together);
        for (var face = 0; face < count; face++)
        {
            space.Place(cohort.Calibration.Embeddings[face], alone);
            Assert.Equal(alone, together.AsSpan(face * space.PlacedLength, space.PlacedLength).ToArray());
        }
    }

    [Fact]
    public void Place_Typicality_IsTheMeanOfTheLargestSimilarities()
    {
        var cohort = People.Value;
        var space = FaceSpace.Of(cohort.Training, cohort.Groups.Count);
        var d = space.Dimension;
        var placed = new float[space.PlacedLength];
        for (var row = 0; row < 5; row++)
        {
            space.Place(space.Ordinary(cohort.Calibration.Embeddings[row]), placed);
            var similarities = Enumerable.Range(0, space.People.Count).Select(i => TensorPrimitives.Dot(space.People[i][..d], placed.AsSpan(0, d)));
            Assert.Equal(similarities.OrderDescending().Take(space.People.Count / 40).Average(), placed[d] / MathF.Sqrt(d), 1e-5f);
        }

        // Nobody of the cohort resembles themselves.
        var person = Enumerable.Range(0, space.People.Count).GroupBy(i => cohort.Training.Identities[i]).First(photos => photos.Count() > 1).ToArray();
        var others = Enumerable.Range(0, space.People.Count).Except(person).Select(i => TensorPrimitives.Dot(space.People[i][..d], space.People[person[0]][..d]));
        var typicality = others.OrderDescending().Take(space.People.Count / 40).Average();
        Assert.Equal(typicality - Excused(space, cohort.Training.Lengths[person[0]]), space.People[person[0]][d] / MathF.Sqrt(d), 1e-5f);
    }

    /// <summary>One face on a poor photo, an ordinary one and a good one: only what it has to resemble differs.</summary>
    [Fact]
    public void Place_PoorPhoto_IsExcusedSomeAndNoMoreThanThat()
    {
        var cohort = People.Value;
        var space = FaceSpace.Of(cohort.Training, cohort.Groups.Count);
        var lengths = cohort.Training.Lengths.ToArray().Order().ToArray();
        var excused = Array.ConvertAll([0.01f, lengths[0], lengths[^1], 1000], length => Excused(space, length));
        TestContext.Current.TestOutputHelper?.WriteLine($"lengths {lengths[0]} to {lengths[^1]}: excused {string.Join(", ", excused)}");
        Assert.InRange(excused[1], 0.005f, 0.06f);
        Assert.Equal(excused[1], -excused[2], 1e-5f);
        Assert.Equal(excused[0], excused[1], 1e-6f);
        Assert.Equal(excused[3], excused[2], 1e-6f);

        float[] one = new float[space.PlacedLength], other = new float[space.PlacedLength];
        space.Place(cohort.Calibration.Embeddings[0], one);
        space.Place(space.Ordinary(cohort.Calibration.Embeddings[0]), other);
        Assert.Equal(one[..^1], other[..^1], (a, b) => Math.Abs(a - b) < 1e-6f);
        Assert.Equal(excused[1], (other[^1] - one[^1]) / space.DemandScale, 1e-5f);
    }

    [Fact]
    public void Place_EmbeddingsThatAreAllOfLengthOne_ExcusesNothing()
    {
        var people = People.Value.Training;
        var space = FaceSpace.Of(new CohortSlice(people.Embeddings, [.. Enumerable.Repeat(1f, people.Count)], people.Identities.ToArray(), people.Groups.ToArray()), People.Value.Groups.Count);
        Assert.All([0.1f, 1, 10], length => Assert.Equal(0, Excused(space, length), 1e-6f));
    }

    [Fact]
    public void Tau0_NearlyAllStrangersStayBelow()
    {
        var cohort = People.Value;
        var space = FaceSpace.Of(cohort.Training, cohort.Groups.Count);
        var strangers = space.Place(cohort.Calibration);
        var references = space.Place(cohort.Validation);
        var below = Enumerable.Range(0, references.Count).Average(i => Enumerable.Range(0, strangers.Count)
            .Average(j => TensorPrimitives.Dot(references[i][..^1], strangers[j][..^1]) - strangers[j][^1] / space.DemandScale < space.Tau0 ? 1.0 : 0));
        Assert.InRange(below, 0.98, 0.995);
    }

    /// <summary>By how much a photo's face has to resemble less than the same face on an ordinary photo.</summary>
    private static float Excused(FaceSpace space, float length)
    {
        var direction = People.Value.Calibration.Embeddings[1];
        float[] photo = new float[space.PlacedLength], ordinary = new float[space.PlacedLength];
        space.Place([.. direction.ToArray().Select(value => value * length)], photo);
        space.Place(space.Ordinary(direction), ordinary);
        return (ordinary[^1] - photo[^1]) / space.DemandScale;
    }
}
