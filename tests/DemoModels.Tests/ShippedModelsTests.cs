using Microsoft.ML.OnnxRuntime;
using Mote.DemoModels.Embedder;
using Mote.DemoModels.Unseen;
using Mote.Portraits.People;
using Mote.Portraits.Photos;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Vision;
using Mote.Vision.Photos;

namespace Mote.DemoModels.Tests;

/// <summary>The models in the repository, measured on people whom nothing was learnt from.</summary>
public sealed class ShippedModelsTests : IDisposable
{
    private static readonly string Folder = Path.Combine((string)AppContext.GetData("Mote.Repository")!, "models");

    private readonly FacePipeline _pipeline = FacePipeline.Open(new FacePipelineOptions
    {
        DetectorPath = Path.Combine(Folder, ModelNames.Detector),
        EmbedderPath = Path.Combine(Folder, ModelNames.Embedder),
    });

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void Unseen_ThreeHundredPeople_AreToldApart_AndTheirGroupShows()
    {
        var figures = UnseenFigures.Of(_pipeline, 300, 4, Cancelled);
        TestContext.Current.TestOutputHelper?.WriteLine($"{figures}");

        Assert.InRange(figures.EqualErrorRate, 0, 0.03);
        // Plain embeddings tell the group, or privacy would have nothing to protect.
        Assert.InRange(figures.GroupAccuracy, 0.8, 1);
        Assert.InRange(figures.Refused, 0, 60);
        Assert.InRange(figures.LandmarkError, 0, 0.1);
    }

    [Fact]
    public void Read_AWallWithoutAnybody_IsNoFace()
    {
        for (var number = 0; number < 40; number++)
            Assert.Equal(RefusalReason.NoFace, Assert.IsType<PhotoRefusal>(_pipeline.Read(PortraitStudio.TakeEmpty(Populations.Unseen, number), Cancelled)).Reason);
    }

    [Fact]
    public void Cohort_BelongsToTheEmbedder_AndServesBothQuickRecipes()
    {
        var pack = CohortPack.Load(Path.Combine(Folder, ModelNames.Cohort));
        Assert.Equal(_pipeline.Embedder.Sha256, pack.EmbedderHash);
        Assert.Equal([Recipe.Compact, Recipe.SingleUnit], pack.Tails.Keys);
        // A target of one in a thousand is what the demo asks for.
        Assert.All(pack.Tails.Values, tail => Assert.InRange(tail.LowestRate, 0, 1e-3));
    }

    [Fact]
    public void Embedder_ShowsItsLastFeatureMap_ForExplanations()
    {
        using var session = new InferenceSession(Path.Combine(Folder, ModelNames.Embedder));
        Assert.Equal([EmbedderTraining.Output, EmbedderTraining.Features], session.OutputNames);
        Assert.Equal([1, 128, 7, 7], session.OutputMetadata[EmbedderTraining.Features].Dimensions);
    }

    [Fact]
    public void Embedder_IsMarkedAsSynthetic_AndSmall()
    {
        Assert.True(_pipeline.IsTrainedOnSyntheticFaces);
        Assert.InRange(new FileInfo(Path.Combine(Folder, ModelNames.Embedder)).Length, 1, 2_000_000);
    }

    public void Dispose() => _pipeline.Dispose();
}
