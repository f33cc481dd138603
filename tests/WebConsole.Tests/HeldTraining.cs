using Microsoft.Extensions.DependencyInjection;
using Mote.Grains.Models;
using Mote.Grains.Training;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Protection.Transform;

namespace Mote.WebConsole.Tests;

/// <summary>A training that stands still at its first progress and holds its place in a silo's gate until it is released.</summary>
internal sealed class HeldTraining : IProgress<double>, IAsyncDisposable
{
    private readonly ManualResetEventSlim _released = new();
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _training = Task.CompletedTask;

    private HeldTraining()
    {
    }

    /// <summary>Takes a place, and returns once it has it.</summary>
    public static async Task<HeldTraining> Of(Harbour silo)
    {
        var held = new HeldTraining();
        var services = silo.App.Services;
        var models = services.GetRequiredService<ModelSets>().Common;
        var cohort = models.Cohort.Cohort;
        held._training = services.GetRequiredService<TrainingGate>().Train(
            models.Training,
            new EnrolmentOrder(
                [cohort.Validation.Embeddings[0].ToArray()],
                new EnrolmentSettings { Recipe = Recipe.Compact },
                new OrthogonalTransform(new byte[OrthogonalTransform.SeedBytes], cohort.Dimension),
                held,
                CancellationToken.None),
            null);
        await (await Task.WhenAny(held._held.Task, held._training));
        Assert.True(held._held.Task.IsCompleted);
        return held;
    }

    public void Report(double value)
    {
        _held.TrySetResult();
        _released.Wait();
    }

    /// <summary>Lets it go on, and waits until it has left its place.</summary>
    public async Task Release()
    {
        _released.Set();
        await _training;
    }

    public async ValueTask DisposeAsync()
    {
        await Release();
        _released.Dispose();
    }
}
