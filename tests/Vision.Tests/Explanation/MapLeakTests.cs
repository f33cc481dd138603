using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Explanation;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Recipes;
using Mote.Recognition.Templates;
using Mote.Tests;
using Mote.Vision.Alignment;
using Mote.Vision.Embedding;
using Mote.Vision.Explanation;
using Mote.Vision.Onnx;
using Mote.Vision.Readings;

namespace Mote.Vision.Tests.Explanation;

/// <summary>
/// What maps of non-matches tell of a person to somebody who holds the embedder and asks with photos of strangers: the
/// direction that best explains the levels, found by least squares. The lockout is what bounds the number of maps.
/// </summary>
public sealed class MapLeakTests(RealPipeline real, ITestOutputHelper output) : IClassFixture<RealPipeline>
{
    private const string Map = "/conv2/conv2.2/Clip_output_0";
    private const int Places = 49;
    private const int Dimension = 128;
    private const int People = 20;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Recipe.Compact)]
    [InlineData(Recipe.SingleUnit, Traits = ["Takes", "long"])]
    public void FewMapsOfNonMatches_HardlyEverTellAVectorThatIsAccepted(Recipe recipe)
    {
        var lfw = LfwEmbeddings.Load();
        var folder = SharedData.Path("lfw/photos");
        var pack = CohortPack.Load(TestCohort.File);
        var enroller = new Enroller(pack);
        int[] counts = [1, 3, 5, 10, 30];
        var attacker = new Attacker();
        // Strangers to the cohort of this test too.
        var strangers = lfw.Of("cohort-train").Reverse().Where(row => File.Exists(Photo(row))).DistinctBy(row => lfw.Labels[row].Identity).Take(2 * counts[^1])
            .Select(row => real.Pipeline.Study(File.ReadAllBytes(Photo(row)), out _, Cancelled)).OfType<FaceStudy>().Take(counts[^1])
            .Select(study => (Study: study, Design: attacker.Design(study))).ToArray();

        var shown = counts.ToDictionary(count => count, _ => (Cosines: new List<double>(), Accepted: 0));
        var whole = counts.ToDictionary(count => count, _ => (Cosines: new List<double>(), Accepted: 0));
        foreach (var row in lfw.Of("enrol").Where(row => File.Exists(Photo(row))).Take(People))
        {
            var reference = real.Face(File.ReadAllBytes(Photo(row))).Embedding;
            var template = enroller.Enrol([reference], new EnrolmentSettings { Recipe = recipe }, null, Cancelled).Template;
            HeatMap[] maps = [.. strangers.Select(stranger => real.Pipeline.Explain(stranger.Study, ExplainedMargin.At(template, pack, stranger.Study.Reading.Embedding).Gradient, _ => 0, Cancelled).Map)];
            foreach (var count in counts)
            {
                Try(shown, count, Attacker.Fit(strangers.Take(count).Select(stranger => Regions * stranger.Design), [.. maps.Select(map => Levels(map.ByRegion(8)))]));
                Try(whole, count, Attacker.Fit(strangers.Take(count).Select(stranger => stranger.Design), [.. maps.Select(map => map.Values.ToArray())]));
            }

            void Try(Dictionary<int, (List<double> Cosines, int Accepted)> so, int count, float[] found)
            {
                so[count].Cosines.Add(TensorPrimitives.CosineSimilarity<float>(found, reference));
                // Of length 1: as of the poorest photo, which is excused most.
                if (template.Decide(RecipeBook.Of(recipe).Faces(pack).Of(found)).IsMatch)
                    so[count] = (so[count].Cosines, so[count].Accepted + 1);
            }
        }

        foreach (var count in counts)
            output.WriteLine($"{recipe}, {count} maps: by region {Median(shown[count].Cosines):F2}, {shown[count].Accepted} of {People} found vectors are accepted; were they shown whole {Median(whole[count].Cosines):F2}, {whole[count].Accepted}");
        foreach (var (study, _) in strangers)
            study.Dispose();
        // Fewer than a lockout may let through: rarely a vector that is accepted, where whole maps would nearly always tell one.
        Assert.InRange(shown[3].Accepted, 0, People / 5);
        Assert.InRange(whole[3].Accepted, People / 2, People);

        string Photo(int row) => Path.Combine(folder, lfw.Labels[row].Image);
    }

    private static readonly Matrix<double> Regions = Matrix<double>.Build.DenseOfColumns(Enumerable.Range(0, Places).Select(place =>
        FaceRegions.Means(new HeatMap(7, 7, [.. Enumerable.Range(0, Places).Select(i => i == place ? 1f : 0f)]))));

    /// <summary>The level of each region, read off the picture.</summary>
    private static float[] Levels(HeatMap map) => [.. FaceRegions.Means(map).Select(level => (float)level)];

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>Knows the embedder and nothing of the person.</summary>
    private sealed class Attacker
    {
        private readonly float[][] _rows;
        private readonly float[] _plain;

        public Attacker()
        {
            var path = SharedData.Path("models/mobilefacenet.onnx");
            var file = File.ReadAllBytes(path);
            var graph = Mote.Vision.Onnx.OnnxGraph.Parse(file);
            using var tail = OnnxModel.Open(Map, graph.Behind(Map, [1, 512, 7, 7], "output0"));
            var affine = AffineTail.Of(tail, [1, 512, 7, 7])!;
            _rows = [.. Enumerable.Range(0, Dimension).Select(row => affine.Pull([.. Enumerable.Range(0, Dimension).Select(i => i == row ? 1f : 0f)]))];
            using var embedder = new OnnxEmbedder(OnnxModel.Open(path, graph.Exposing([Map])), EmbedderManifest.Of(path, OnnxModel.HashOf(file)));
            _plain = embedder.Embed([.. Enumerable.Repeat((byte)128, 4 * AlignedFace.Edge * AlignedFace.Edge)], Map).Other;
        }

        /// <summary>What each direction of the embedding adds to each part of the map, in the units of the largest.</summary>
        public Matrix<double> Design(FaceStudy study)
        {
            var design = Matrix<double>.Build.Dense(Places, Dimension);
            for (var row = 0; row < Dimension; row++)
            {
                for (var at = 0; at < _plain.Length; at++)
                    design[at % Places, row] += _rows[row][at] * (study.Features![at] - _plain[at]);
            }

            var unit = Vector<double>.Build.DenseOfEnumerable(study.Reading.Embedding.Select(value => (double)value)).Normalize(2);
            design -= (design * unit).OuterProduct(unit);
            return design / design.FrobeniusNorm();
        }

        public static float[] Fit(IEnumerable<Matrix<double>> designs, float[][] levels)
        {
            var all = designs.Select((design, photo) => (Design: design, Levels: Vector<double>.Build.DenseOfEnumerable(levels[photo].Select(value => (double)value)))).ToArray();
            var square = all.Aggregate(Matrix<double>.Build.DenseIdentity(Dimension) * (1e-3 * all.Length / Dimension), (sum, photo) => sum + photo.Design.TransposeThisAndMultiply(photo.Design));
            var solver = square.Cholesky();
            var direction = Vector<double>.Build.Dense(Dimension);
            for (var round = 0; round < 60; round++)
            {
                var right = Vector<double>.Build.Dense(Dimension);
                foreach (var (design, seen) in all)
                {
                    // Each map is relative to its own maximum, and shows nothing of what is below 0.
                    var told = design * direction;
                    var scale = round == 0 ? 1 : Math.Max(told.Maximum(), 1e-6);
                    right += design.TransposeThisAndMultiply(seen.MapIndexed((place, level) => level > 0 ? level * scale : Math.Min(0, told[place])));
                }

                direction = solver.Solve(right);
                // Maps on which nothing spoke tell nothing.
                if (direction.L2Norm() == 0)
                    direction[0] = 1;
                direction /= direction.L2Norm();
            }

            return [.. direction.Select(value => (float)value)];
        }
    }
}
