using System.Numerics.Tensors;
using Mote.Evaluation.Metrics;
using Mote.Tests;

namespace Mote.Evaluation.Tests.Metrics;

/// <summary>Cosine on all 423 people, measured by the product and once more from the definitions.</summary>
public sealed class CosineOnRealFacesTests(ITestOutputHelper output)
{
    [Fact]
    public void Cosine_EverybodyInTheSharedData_AgreesWithASecondImplementationAndTheKnownFigures()
    {
        var lfw = LfwEmbeddings.Load();
        int[] references = [.. lfw.Of("enrol")];
        int[] probes = [.. lfw.Of("probe")];
        var names = references.Select(row => lfw.Labels[row].Identity).ToArray();
        var scores = references.Select(reference => probes.Select(probe => TensorPrimitives.Dot<float>(lfw.Directions[reference], lfw.Directions[probe])).ToArray()).ToArray();
        var matrix = new ScoreMatrix(
            new Population([.. references.Select(row => lfw.Labels[row].Group)]),
            [.. Enumerable.Range(0, references.Length)],
            [.. probes.Select(probe => Array.IndexOf(names, lfw.Labels[probe].Identity))],
            scores);

        // Once more: plain lists, LINQ and no weights.
        var own = new List<(float Score, string Group)>();
        var others = new List<float>();
        for (var i = 0; i < references.Length; i++)
        {
            for (var j = 0; j < probes.Length; j++)
            {
                if (lfw.Labels[probes[j]].Identity == names[i])
                    own.Add((scores[i][j], lfw.Labels[references[i]].Group));
                else
                    others.Add(scores[i][j]);
            }
        }

        others.Sort((one, other) => other.CompareTo(one));
        foreach (var (fmr, known) in new[] { (1e-3, 0.0106), (1e-4, 0.0270) })
        {
            var allowed = (int)Math.Floor(fmr * others.Count);
            var errors = own.Where(score => score.Score <= others[allowed]).ToArray();

            var rates = FnmrAtFmr.Of(ScoreSet.Of(matrix), fmr, SubjectWeights.Once(matrix.People.Count));

            output.WriteLine($"FMR {rates.Fmr:E3}, FNMR {rates.Fnmr:P3}, {rates.FalseNonMatches} errors");
            Assert.Equal(errors.Length, rates.FalseNonMatches);
            Assert.Equal((double)errors.Length / own.Count, rates.Fnmr, 12);
            Assert.Equal((double)others.Count(score => score > others[allowed]) / others.Count, rates.Fmr, 12);
            Assert.Equal(errors.Count(error => error.Group == "F") / (double)own.Count(score => score.Group == "F"), rates.FnmrOf(0)!.Value, 12);
            // One error is 0.035 points, and the embeddings are known to 11 bits.
            Assert.Equal(known, rates.Fnmr, 0.0005);
        }
    }
}
