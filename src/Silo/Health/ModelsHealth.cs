using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Mote.Grains.Embedding;
using Mote.Grains.Models;
using Mote.Vision.Photos;

namespace Mote.Silo.Health;

/// <summary>
/// Ready only while every detector and embedder reads the drawn photo that a silo has at hand, which is tried once a minute;
/// degraded where a file of theirs is not there any more, or another, since the silo would not start again as it is.
/// </summary>
internal sealed class ModelsHealth(ModelSets sets, IOptions<ModelOptions> options, RehearsalPhoto photo, TimeProvider time) : IHealthCheck, IDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    private readonly SeenFiles _files = new(sets.All.SelectMany(models => new[] { options.Value.Of(models.Name)!.Detector, options.Value.Of(models.Name)!.Embedder }));
    private readonly SemaphoreSlim _trying = new(1, 1);
    private (long At, string? Fault)? _last;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await Fault(cancellationToken) is { } fault ? HealthCheckResult.Unhealthy(fault)
        : _files.Fault is { } changed ? HealthCheckResult.Degraded(changed)
        : HealthCheckResult.Healthy("every model reads");

    public void Dispose() => _trying.Dispose();

    private async Task<string?> Fault(CancellationToken cancellationToken)
    {
        await _trying.WaitAsync(cancellationToken);
        try
        {
            if (_last is not { } last || time.GetElapsedTime(last.At) >= Between)
                _last = (time.GetTimestamp(), await Task.Run(() => sets.All.Select(Fault).FirstOrDefault(fault => fault is not null), cancellationToken));
            return _last.Value.Fault;
        }
        finally
        {
            _trying.Release();
        }
    }

    // Whether a face is found in it is the detector's affair: real ones see none in a drawing. Each is asked all the same, and the embedder where the face was drawn.
    private string? Fault(ModelSet models)
    {
        try
        {
            models.Pipeline.Read(photo.File, CancellationToken.None);
            return models.Pipeline.ReadAt(photo.File, RehearsalPhoto.Landmarks) is PhotoRefusal ? $"the models {NameOf(models)} do not read the silo's own photo" : null;
        }
        catch (Exception failure)
        {
            return $"the models {NameOf(models)} do not answer: {failure.GetType().Name}";
        }
    }

    private static string NameOf(ModelSet models) => models.Name is { } name ? $"'{name}'" : "of every realm";
}
