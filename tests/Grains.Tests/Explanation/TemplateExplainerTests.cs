using Mote.Grains.Explanation;
using Mote.Portraits.People;
using Mote.Portraits.Photos;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Explanation;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Protection.Transform;
using Mote.Recognition.Templates;
using Mote.Vision;
using Mote.Vision.Explanation;
using Mote.Vision.Photos;
using Mote.Vision.Readings;

namespace Mote.Grains.Tests.Explanation;

/// <summary>Without a silo, with the models that come with Mote.</summary>
public sealed class TemplateExplainerTests : IDisposable
{
    private static readonly string Models = Path.Combine((string)AppContext.GetData("Mote.Repository")!, "models");

    private static readonly Lazy<CohortPack> Cohort = new(() => CohortPack.Load(Path.Combine(Models, "mote-demo.cohort")));

    private readonly FacePipeline _pipeline = FacePipeline.Open(new FacePipelineOptions
    {
        DetectorPath = Path.Combine(Models, "mote-demo-detector.onnx"),
        EmbedderPath = Path.Combine(Models, "mote-demo-embedder.onnx"),
    });

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private TemplateExplainer Explainer => new(_pipeline, Cohort.Value);

    [Theory]
    [InlineData(Recipe.Compact)]
    [InlineData(Recipe.SingleUnit)]
    public void Explain_OwnPhoto_ExplainsTheScore(Recipe recipe)
    {
        var explained = Explainer.Explain(Photo(1, 1), Enrol(recipe), out var refusal, Cancelled);
        Assert.Null(refusal);
        Assert.True(explained!.Decision.IsMatch);
        Assert.Equal((ExplanationMethod.GradCamPlusPlus, false), (explained.Explanation.Method, explained.Explanation.IsMargin));
        Assert.Equal(1, explained.Explanation.Regions.Values.Sum(), 1e-6);
        Assert.InRange(explained.Explanation.Layers.Single().Active, 1, 8);
    }

    [Fact]
    public void Explain_Strangers_AreDrawnByRegionInEightLevelsAndWithoutANumber()
    {
        var template = Enrol(Recipe.Compact);
        for (var stranger = 20; stranger < 26; stranger++)
        {
            var explained = Explainer.Explain(Photo(stranger, 0), template, out _, Cancelled)!;
            Assert.False(explained.Decision.IsMatch);
            Assert.True(explained.Explanation.IsMargin);
            Assert.Empty(explained.Explanation.Regions);
            Assert.Empty(explained.Explanation.Layers);

            // What is drawn depends on nothing but those levels.
            using var study = _pipeline.Study(Photo(stranger, 0), out _, Cancelled)!;
            var margin = ExplainedMargin.At(template, Cohort.Value, study.Reading.Embedding);
            var map = _pipeline.Explain(study, margin.Gradient, _ => 0, Cancelled).Map;
            Assert.Equal(study.DrawAligned(map.ByRegion(8)), explained.Explanation.Aligned);
            Assert.NotEqual(study.DrawAligned(map), explained.Explanation.Aligned);
        }
    }

    [Fact]
    public void Explain_ARefusedPhoto_SaysWhy()
    {
        Assert.Null(Explainer.Explain(PortraitStudio.TakeEmpty(Populations.Demo, 1), Enrol(Recipe.SingleUnit), out var refusal, Cancelled));
        Assert.Equal(RefusalReason.NoFace, refusal!.Reason);
    }

    [Fact]
    public void Explain_ATemplateOfOtherModels_IsRefused()
    {
        var own = Enrol(Recipe.SingleUnit);
        var other = new ModelTemplate(own.Network, own.Precision, own.Calibration, new string('a', 64), own.CohortHash, own.Transform);
        Assert.Throws<ArgumentException>(() => Explainer.Explain(Photo(1, 1), other, out _, Cancelled));
    }

    public void Dispose() => _pipeline.Dispose();

    private static byte[] Photo(int person, int photo) => PortraitStudio.Take(Person.Of(Populations.Demo, person), photo).Jpeg;

    private ModelTemplate Enrol(Recipe recipe)
    {
        var reference = Assert.IsType<FaceReading>(_pipeline.Read(Photo(1, 0), Cancelled)).Embedding;
        var transform = new OrthogonalTransform(new byte[OrthogonalTransform.SeedBytes], reference.Length);
        return new Enroller(Cohort.Value).Enrol([reference], new EnrolmentSettings { Recipe = recipe, TargetFalseMatchRate = 1e-3 }, transform, null, Cancelled).Template;
    }
}
