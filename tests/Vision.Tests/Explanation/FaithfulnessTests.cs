using Mote.Recognition.Enrolment;
using Mote.Recognition.Explanation;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Protection.Transform;
using Mote.Recognition.Templates;
using Mote.Tests;
using Mote.Vision.Embedding;
using Mote.Vision.Explanation;
using Mote.Vision.Onnx;
using Mote.Vision.Readings;

namespace Mote.Vision.Tests.Explanation;

/// <summary>Whether the maps show what the networks look at, on 50 people's photos that they were not enrolled from.</summary>
public sealed class FaithfulnessTests(RealPipeline real, ITestOutputHelper output) : IClassFixture<RealPipeline>
{
    private const int People = 50;
    private const int Parts = 7;
    private const int Edge = 112;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact, Trait("Takes", "long")]
    public void Deletion_ByTheMap_SilencesSoonerThanAtRandom()
    {
        using var embedder = Embedder();
        List<double> byMap = [], atRandom = [];
        foreach (var (study, template, pack) in Probes())
        {
            using (study)
            {
                var draws = new Draws(byMap.Count);
                byMap.Add(Deletion(Map(study, template, pack).Values.ToArray()));
                atRandom.Add(Enumerable.Range(0, 3).Average(_ => Deletion(draws.Uniform(Parts * Parts))));

                // Petsiuk et al. 2018: the area under the score while parts go, the hottest first, to the face's mean colour.
                double Deletion(float[] heat)
                {
                    var pixels = study.Aligned.Pixels.ToArray();
                    byte[] mean = [.. Enumerable.Range(0, 4).Select(plane => (byte)Enumerable.Range(0, Edge * Edge).Average(pixel => pixels[4 * pixel + plane]))];
                    var whole = Score(pixels);
                    return Enumerable.Range(0, Parts * Parts).OrderByDescending(part => heat[part]).Chunk(3).Take(13).Average(parts =>
                    {
                        foreach (var part in parts)
                            Delete(pixels, part, mean);
                        return Score(pixels) / whole;
                    });
                }

                double Score(byte[] pixels) => Math.Max(0, ExplainedMargin.Of(template, pack, embedder.Embed(pixels), study.Reading.Embedding));
            }
        }

        var better = byMap.Zip(atRandom).Count(pair => pair.First < pair.Second);
        output.WriteLine($"{byMap.Count} photos: area under the deletion curve {byMap.Average():F3} by the map, {atRandom.Average():F3} at random; lower for {better}");
        Assert.Equal(People, byMap.Count);
        Assert.InRange(byMap.Average(), 0, 0.8 * atRandom.Average());
        // By chance alone 32 or more of 50 have a probability of .03.
        Assert.InRange(better, 32, People);
    }

    [Fact]
    public void WeightRandomisation_OfThePersonsNetwork_ChangesTheMap()
    {
        List<double> randomised = [], ofOthers = [], plainRule = [];
        ModelTemplate? other = null;
        foreach (var (study, template, pack) in Probes())
        {
            using (study)
            {
                var map = Map(study, template, pack).Values.ToArray();
                var random = Randomised(template, randomised.Count);
                randomised.Add(RankCorrelation(map, Map(study, random, pack).Values.ToArray()));
                if (other is not null)
                    ofOthers.Add(RankCorrelation(map, Map(study, other, pack).Values.ToArray()));
                plainRule.Add(RankCorrelation(PlainRule(study, template, pack), PlainRule(study, random, pack)));
                other = template;
            }
        }

        output.WriteLine($"{randomised.Count} photos: median rank correlation with the map of random weights {Median(randomised):F2}, of another person's {Median(ofOthers):F2}; by whole channels, as printed, {Median(plainRule):F2}");
        Assert.Equal(People, randomised.Count);
        Assert.InRange(Median(randomised), -0.5, 0.5);
        Assert.InRange(Median(ofOthers), -0.5, 0.5);
        // Why each place keeps its own weights: the rule as printed draws the face, whoever is asked for.
        Assert.InRange(Median(plainRule), 0.8, 1);
    }

    /// <summary>50 people enrolled from one photo, and another photo of each.</summary>
    private IEnumerable<(FaceStudy Study, ModelTemplate Template, CohortPack Pack)> Probes()
    {
        var lfw = LfwEmbeddings.Load();
        var folder = SharedData.Path("lfw/photos");
        var pack = CohortPack.Load(TestCohort.File);
        var enroller = new Enroller(pack);
        var probes = lfw.Of("probe").Where(row => File.Exists(Photo(row))).GroupBy(row => lfw.Labels[row].Identity).ToDictionary(person => person.Key, person => person.First());
        var people = 0;
        foreach (var row in lfw.Of("enrol").Where(row => File.Exists(Photo(row)) && probes.ContainsKey(lfw.Labels[row].Identity)))
        {
            if (real.Read(File.ReadAllBytes(Photo(row))) is not FaceReading reference
                || real.Pipeline.Study(File.ReadAllBytes(Photo(probes[lfw.Labels[row].Identity])), out _, Cancelled) is not { } study)
                continue;
            var settings = new EnrolmentSettings { Seed = (ulong)people };
            var transform = new OrthogonalTransform([.. Enumerable.Repeat((byte)people, OrthogonalTransform.SeedBytes)], reference.Embedding.Length);
            yield return (study, enroller.Enrol([reference.Embedding], settings, transform, null, Cancelled).Template, pack);
            if (++people == People)
                yield break;
        }

        string Photo(int row) => Path.Combine(folder, lfw.Labels[row].Image);
    }

    private HeatMap Map(FaceStudy study, ModelTemplate template, CohortPack pack)
    {
        var explained = real.Pipeline.Explain(study, ExplainedMargin.At(template, pack, study.Reading.Embedding).Gradient, changed => ExplainedMargin.Of(template, pack, changed, study.Reading.Embedding), Cancelled);
        Assert.Equal(ExplanationMethod.GradCamPlusPlus, explained.Method);
        return explained.Map;
    }

    /// <summary>Equations 7 and 19 to the letter: one weight a channel, of what speaks for the score alone.</summary>
    private static float[] PlainRule(FaceStudy study, ModelTemplate template, CohortPack pack)
    {
        var gradient = Tail.Value.Pull(ExplainedMargin.At(template, pack, study.Reading.Embedding).Gradient);
        var (features, map) = (study.Features!, new float[Parts * Parts]);
        for (var channel = 0; channel < features.Length; channel += map.Length)
        {
            var activity = features.AsSpan(channel, map.Length).ToArray().Sum();
            var weight = gradient.AsSpan(channel, map.Length).ToArray().Sum(g => g <= 0 ? 0 : g * g / (2 * g * g + activity * g * g * g) * g);
            for (var place = 0; place < map.Length; place++)
                map[place] += weight * features[channel + place];
        }

        return map;
    }

    private static readonly Lazy<AffineTail> Tail = new(() =>
    {
        const string Map = "/conv2/conv2.2/Clip_output_0";
        using var tail = OnnxModel.Open(Map, Mote.Vision.Onnx.OnnxGraph.Parse(File.ReadAllBytes(SharedData.Path("models/mobilefacenet.onnx"))).Behind(Map, [1, 512, 7, 7], "output0"));
        return AffineTail.Of(tail, [1, 512, 7, 7])!;
    });

    private static OnnxEmbedder Embedder()
    {
        var path = SharedData.Path("models/mobilefacenet.onnx");
        var file = File.ReadAllBytes(path);
        return new OnnxEmbedder(OnnxModel.Open(path, file), EmbedderManifest.Of(path, OnnxModel.HashOf(file)));
    }

    /// <summary>Adebayo et al. 2018: the same architecture with weights of chance.</summary>
    private static ModelTemplate Randomised(ModelTemplate template, int seed)
    {
        var draws = new Draws(seed);
        var hidden = template.Network.Layers[0];
        var output = template.Network.Layers[1];
        var network = new Network(template.Network.Form,
        [
            new DenseLayer(hidden.Inputs, hidden.Outputs, draws.Normal(hidden.Weights.Length), hidden.Biases.ToArray()),
            new DenseLayer(output.Inputs, 1, [.. draws.Uniform(output.Inputs).Select(weight => weight + 0.1f)], []),
        ]);
        return new ModelTemplate(network, template.Precision, template.Calibration, template.EmbedderHash, template.CohortHash, template.Transform);
    }

    private static void Delete(byte[] pixels, int part, byte[] colour)
    {
        const int Side = Edge / Parts;
        for (var y = part / Parts * Side; y < part / Parts * Side + Side; y++)
        {
            for (var x = part % Parts * Side; x < part % Parts * Side + Side; x++)
                colour.CopyTo(pixels, 4 * (y * Edge + x));
        }
    }

    /// <summary>Spearman's, with mean ranks for what is equal.</summary>
    private static double RankCorrelation(float[] one, float[] other)
    {
        var (x, y) = (Ranks(one), Ranks(other));
        var mean = (x.Length - 1) / 2.0;
        return x.Zip(y, (a, b) => (a - mean) * (b - mean)).Sum() / Math.Sqrt(x.Sum(a => (a - mean) * (a - mean)) * y.Sum(b => (b - mean) * (b - mean)));

        static double[] Ranks(float[] values) => [.. values.Select(value => values.Count(below => below < value) + (values.Count(equal => equal == value) - 1) / 2.0)];
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
