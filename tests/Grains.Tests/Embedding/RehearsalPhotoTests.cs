using System.Numerics.Tensors;
using Microsoft.Extensions.Options;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Embedding;
using Mote.Grains.Explanation;
using Mote.Grains.Models;
using Mote.Grains.Telemetry;
using Mote.Protocol;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Packs;
using Mote.Recognition.Protection.Records;
using Mote.Tests;
using Mote.Vision;
using Mote.Vision.Quality;

namespace Mote.Grains.Tests.Embedding;

/// <summary>The drawn face is read where it was drawn if need be, and only while a silo rehearses.</summary>
public sealed class RehearsalPhotoTests : IDisposable
{
    private static readonly string Models = Path.Combine((string)AppContext.GetData("Mote.Repository")!, "models");

    // It refuses every face, as a detector does that knows none like it.
    private readonly FacePipeline _pipeline = FacePipeline.Open(new FacePipelineOptions
    {
        DetectorPath = Path.Combine(Models, "mote-demo-detector.onnx"),
        EmbedderPath = Path.Combine(Models, "mote-demo-embedder.onnx"),
        Quality = new QualityBounds { LeastWidth = 1000 },
    });

    private readonly OwnMeters _meters = new();
    private readonly RehearsalPhoto _rehearsal = new();
    private readonly ModelSet _models;
    private readonly EmbedderPool _pool;

    public RehearsalPhotoTests()
    {
        _models = new ModelSet(null, _pipeline, new CohortPackFile(CohortPack.Load(Path.Combine(Models, "mote-demo.cohort")), null));
        _pool = new EmbedderPool(_rehearsal, Options.Create(new EmbedderPoolOptions()), new EmbeddingInstruments(_meters, new MeasuredRealms(null)));
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Embed_RefusedWhileItIsShown_IsReadWhereItWasDrawn()
    {
        _rehearsal.IsShown = true;
        Assert.Equal(_pipeline.Embedder.Dimension, (await _pool.Embed(_models, _rehearsal.File, Cancelled)).Embedding.Length);
    }

    [Fact]
    public async Task Embed_StrangerWhileItIsShown_IsSomebodyElse()
    {
        _rehearsal.IsShown = true;
        var (face, other) = ((await _pool.Embed(_models, _rehearsal.File, Cancelled)).Embedding, (await _pool.Embed(_models, _rehearsal.Stranger, Cancelled)).Embedding);
        Assert.InRange(TensorPrimitives.CosineSimilarity(face.AsSpan(), other.AsSpan()), -1, 0.5f);
    }

    [Fact]
    public async Task Embed_StrangerAtAnyOtherTime_IsAPhotoLikeAnother() =>
        Assert.Equal(ProblemCode.LowQuality, (await Assert.ThrowsAsync<MoteException>(() => _pool.Embed(_models, _rehearsal.Stranger, Cancelled))).Code);

    [Fact]
    public async Task Embed_RefusedAtAnyOtherTime_IsAPhotoLikeAnother()
    {
        _rehearsal.IsShown = true;
        _rehearsal.IsShown = false;
        Assert.Equal(ProblemCode.LowQuality, (await Assert.ThrowsAsync<MoteException>(() => _pool.Embed(_models, _rehearsal.File, Cancelled))).Code);
    }

    [Fact]
    public async Task Embed_AnotherPhotoWhileItIsShown_IsRefused()
    {
        _rehearsal.IsShown = true;
        byte[] other = [.. _rehearsal.File, 0];
        Assert.Equal(ProblemCode.LowQuality, (await Assert.ThrowsAsync<MoteException>(() => _pool.Embed(_models, other, Cancelled))).Code);
    }

    public void Dispose()
    {
        _pool.Dispose();
        _models.Dispose();
    }
}
