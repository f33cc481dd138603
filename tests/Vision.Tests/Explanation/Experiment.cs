using System.Numerics.Tensors;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Explanation;
using Mote.Recognition.Networks;
using Mote.Recognition.Protection;
using Mote.Recognition.Randomness;
using Mote.Recognition.Templates;
using Mote.Tests;
using Mote.Vision.Explanation;
using SkiaSharp;

namespace Mote.Vision.Tests.Explanation;

public sealed class Experiment(RealPipeline real) : IClassFixture<RealPipeline>
{
    [Fact]
    public void Run()
    {
        void Say(string s) => TestContext.Current.TestOutputHelper!.WriteLine(s);
        var ct = TestContext.Current.CancellationToken;
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Say($"{real.Pipeline.PrepareExplanations()} in {clock.ElapsedMilliseconds} ms");
        var pack = CohortPack.Load(TestCohort.File);
        var lfw = LfwEmbeddings.Load();
        string PathOf(int row) => System.IO.Path.Combine(SharedData.Path("lfw/photos"), lfw.Labels[row].Image);
        var people = lfw.Of("enrol").Where(r => System.IO.File.Exists(PathOf(r)))
            .Select(r => (Enrol: r, Probe: lfw.Of("probe").FirstOrDefault(p => lfw.Labels[p].Identity == lfw.Labels[r].Identity && System.IO.File.Exists(PathOf(p)), -1)))
            .Where(p => p.Probe >= 0).Take(60).ToArray();
        Say($"{people.Length} people; {lfw.Labels[people[0].Enrol].Image}");
        var enroller = new Enroller(pack);
        var tailField = typeof(FacePipeline).GetField("_traced", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!.GetValue(real.Pipeline)!;
        var traced = ((Lazy<TracedEmbedder>)tailField).Value;
        var tail = typeof(TracedEmbedder).GetField("_tail", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!.GetValue(traced)!;
        var affine = (AffineTail)tail.GetType().GetProperty("Affine")!.GetValue(tail)!;
        string[] names = ["V0 plain", "V1 signed w", "V2 signed a g A", "V2b signed g A", "V4 layercam", "V5 max(0,w+-w-)", "V6 w*g A", "V7 a g (A-A0)", "V7b g (A-A0)", "V8 blur V2", "V8b blur V7", "V11 lambda .9 with a", "V12 layercam (A-A0)"];
        foreach (var recipe in new[] { Recipe.Compact, Recipe.Paper })
        {
            var own = names.Select(_ => new List<double>()).ToArray(); var rndNet = names.Select(_ => new List<double>()).ToArray(); var oth = names.Select(_ => new List<double>()).ToArray();
            List<double> randomOrder = [], centre = [];
            ModelTemplate? before = null;
            var done = 0;
            foreach (var (e, p) in people)
            {
                if (real.Pipeline.Read(File.ReadAllBytes(PathOf(e)), ct) is not Readings.FaceReading reference) continue;
                var file = File.ReadAllBytes(PathOf(p));
                using var study = real.Pipeline.Study(file, out _, ct);
                if (study is null) continue;
                var seed = new byte[32]; seed[0] = (byte)done;
                var template = enroller.Enrol([reference.Embedding], new EnrolmentSettings { Recipe = recipe, Seed = (ulong)done }, new OrthogonalTransform(seed, 128), null, ct).Template;
                var random = SeededRandom.Create(7, (uint)done);
                float[][] Maps(ModelTemplate t)
                {
                    var g = affine.Pull(ExplainedMargin.At(t, pack, study.RawEmbedding).Gradient);
                    return [.. Enumerable.Range(0, names.Length).Select(v => v switch { 9 => Blur(Map(2, study.Features!, g)), 10 => Blur(Map(7, study.Features!, g)), _ => Map(v, study.Features!, g) })];
                }
                var mine = Maps(template); var rand = Maps(Randomised(template, random)); var others = before is null ? null : Maps(before);
                before = template;
                double Auc(float[] heat) => Deletion(study, heat, raw => ExplainedMargin.Of(template, pack, raw));
                for (var v = 0; v < names.Length; v++)
                {
                    own[v].Add(Auc(mine[v])); rndNet[v].Add(Spearman(Relu(mine[v]), Relu(rand[v]))); if (others is not null) oth[v].Add(Spearman(Relu(mine[v]), Relu(others[v])));
                }
                randomOrder.Add(Enumerable.Range(0, 3).Average(_ => Auc([.. Enumerable.Range(0, 49).Select(_ => (float)random.NextDouble())])));
                centre.Add(Auc([.. Enumerable.Range(0, 49).Select(i => -MathF.Sqrt((i / 7 - 3) * (i / 7 - 3) + (i % 7 - 3) * (i % 7 - 3)))]));
                if (++done == (recipe == Recipe.Paper ? 12 : 50)) break;
            }
            Say($"{recipe}: n {done}; random {randomOrder.Average():F3} centre {centre.Average():F3}");
            for (var v = 0; v < names.Length; v++)
                Say($"  {names[v]}: AUC {own[v].Average():F3} wins {own[v].Zip(randomOrder).Count(x => x.First < x.Second)}; spearman random {Median(rndNet[v]):F3} other {Median(oth[v]):F3}");
        }
    }

    private static readonly Lazy<float[]> Grey = new(() => { var b = new byte[112*112*4]; Array.Fill(b, (byte)128); return Showing.Value.Raw(b, "/conv2/conv2.2/Clip_output_0").Other; });
    private static readonly Lazy<Vision.Embedding.OnnxEmbedder> Showing = new(() =>
    {
        var path = SharedData.Path("models/mobilefacenet.onnx");
        var file = File.ReadAllBytes(path);
        return new Vision.Embedding.OnnxEmbedder(OnnxModel.Open(path, Mote.Onnx.OnnxGraph.Parse(file).Exposing(["/conv2/conv2.2/Clip_output_0"])), Vision.Embedding.EmbedderManifest.Of(path, OnnxModel.HashOf(file)));
    });
    private static float[] Blur(float[] m) { var r = new float[49]; for (var y = 0; y < 7; y++) for (var x = 0; x < 7; x++) { float s = 0, n = 0; for (var dy = -1; dy <= 1; dy++) for (var dx = -1; dx <= 1; dx++) { if (y + dy is < 0 or > 6 || x + dx is < 0 or > 6) continue; var q = (2 - Math.Abs(dy)) * (2 - Math.Abs(dx)); s += q * m[(y + dy) * 7 + x + dx]; n += q; } r[y * 7 + x] = s / n; } return r; }

    private static float[] Relu(float[] m) => Array.ConvertAll(m, v => Math.Max(0, v));

    private static float[] Map(int v, float[] a, float[] g)
    {
        var map = new float[49];
        for (var k = 0; k < a.Length; k += 49)
        {
            float s = 0, wp = 0, wn = 0;
            for (var i = 0; i < 49; i++) s += a[k + i];
            for (var i = 0; i < 49; i++) { var x = g[k + i]; if (x > 0) wp += x / (2 + s * x); else wn += -x / (2 - s * x); }
            for (var i = 0; i < 49; i++)
            {
                var x = g[k + i];
                map[i] += a[k + i] * v switch { 0 => wp, 1 => wp - wn, 2 => x / (2 + s * Math.Abs(x)), 3 => x, 4 => Math.Max(0, x), 5 => Math.Max(0, wp - wn), 6 => (wp + wn) * x, 11 => (x > 0 ? x : 0.9f * x) / (2 + s * Math.Abs(x)), _ => 0 };
                if (v is 7 or 8 or 12) map[i] += (a[k + i] - Grey.Value[k + i]) * (v == 7 ? x / (2 + s * Math.Abs(x)) : v == 8 ? x : Math.Max(0, x));
            }
        }
        return map;
    }

    private double Deletion(FaceStudy study, float[] heat, Func<float[], float> score)
    {
        // 49 cells of 16 px, deleted hottest first to the mean colour.
        var pixels = study.Aligned.Pixels.ToArray();
        var order = Enumerable.Range(0, 49).OrderByDescending(i => heat[i]).ToArray();
        var mean = new double[3];
        for (var i = 0; i < 112 * 112; i++) for (var c = 0; c < 3; c++) mean[c] += pixels[4 * i + c] / 12544.0;
        var first = score(Raw(pixels));
        double auc = 0;
        for (var k = 0; k < 49; k++)
        {
            var (row, column) = (order[k] / 7, order[k] % 7);
            for (var y = 0; y < 16; y++) for (var x = 0; x < 16; x++) for (var c = 0; c < 3; c++)
                pixels[4 * ((row * 16 + y) * 112 + column * 16 + x) + c] = (byte)mean[c];
            if (k % 3 == 2 && k < 40) auc += Math.Max(0, score(Raw(pixels))) / first / 13;
        }
        return auc;
    }

    private static float[] Raw(byte[] pixels) => Embedder.Value.Raw(pixels);

    private static readonly Lazy<Vision.Embedding.OnnxEmbedder> Embedder = new(() =>
    {
        var path = SharedData.Path("models/mobilefacenet.onnx");
        var file = File.ReadAllBytes(path);
        return new Vision.Embedding.OnnxEmbedder(OnnxModel.Open(path, file), Vision.Embedding.EmbedderManifest.Of(path, OnnxModel.HashOf(file)));
    });

    private static ModelTemplate Randomised(ModelTemplate t, Random random)
    {
        var layers = t.Network.Layers.Select((l, i) => new DenseLayer(l.Inputs, l.Outputs,
            [.. l.Weights.ToArray().Select(_ => i == t.Network.Layers.Count - 1 && t.Recipe != Recipe.Paper ? Math.Abs(Normal(random)) : Normal(random))], l.Biases.ToArray())).ToArray();
        return new ModelTemplate(new Network(t.Recipe, layers), t.Precision, t.Calibration, t.EmbedderHash, t.CohortHash, t.Transform);
    }

    private static float Normal(Random random) => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())) + 1e-6f;

    private static double Median(List<double> v) { v.Sort(); return v[v.Count / 2]; }

    private static double Spearman(float[] a, float[] b)
    {
        static double[] Ranks(float[] v) { var o = Enumerable.Range(0, v.Length).OrderBy(i => v[i]).ToArray(); var r = new double[v.Length]; for (var i = 0; i < o.Length;) { var j = i; while (j < o.Length && v[o[j]] == v[o[i]]) j++; for (var k = i; k < j; k++) r[o[k]] = (i + j - 1) / 2.0; i = j; } return r; }
        var (x, y) = (Ranks(a), Ranks(b));
        var m = (x.Length - 1) / 2.0;
        double xy = 0, xx = 0, yy = 0;
        for (var i = 0; i < x.Length; i++) { xy += (x[i] - m) * (y[i] - m); xx += (x[i] - m) * (x[i] - m); yy += (y[i] - m) * (y[i] - m); }
        return xy / Math.Sqrt(xx * yy);
    }
}
