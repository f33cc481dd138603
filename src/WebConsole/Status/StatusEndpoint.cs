using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Microsoft.ML.OnnxRuntime;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Keys;
using Mote.Grains.Embedding;
using Mote.Grains.Models;
using Mote.Grains.Training;
using Mote.Protocol;
using Mote.Recognition.Packs;
using Mote.Service.Access;
using Mote.Service.Credentials;
using Mote.Service.Permits;
using Mote.Vision;
using Mote.WebConsole.Hosting;
using Orleans.Runtime;

namespace Mote.WebConsole.Status;

/// <summary>Silos, queues, models, storage, keys and versions.</summary>
internal static class StatusEndpoint
{
    public static void MapStatus(this IEndpointRouteBuilder pages) => pages.MapGet("/system", Show).Needs(Scope.Metrics);

    private static async Task<IResult> Show(
        ClaimsPrincipal user, IGrainFactory grains, EmbedderPool pool, TrainingGate gate, RealmModels realms, IOptions<ModelOptions> files, HealthCheckService health, RefusedCredentials refused, TimeProvider time, CancellationToken cancellationToken)
    {
        var silos = await grains.GetGrain<IManagementGrain>(0).GetDetailedHosts(onlyActive: true, cancellationToken);
        var report = await health.CheckHealthAsync(cancellationToken);
        var models = realms.Of(user.Caller().Realm);
        using var process = Process.GetCurrentProcess();
        return Page.Of<StatusPage>(new StatusModel(
            [.. silos.Select(silo => new SiloLine(silo.SiloName, silo.SiloAddress.Endpoint.ToString(), silo.Status.ToString(), new DateTimeOffset(silo.StartTime, TimeSpan.Zero)))],
            pool.Load,
            gate.Load,
            Models(models.Pipeline, files.Value.Of(models.Name)!),
            models.Cohort,
            report.Entries.TryGetValue("storage", out var storage) ? storage : null,
            await Keys(grains, user.Caller().Realm, cancellationToken),
            [("Mote", VersionOf(typeof(StatusEndpoint))), (".NET", RuntimeInformation.FrameworkDescription), ("Orleans", VersionOf(typeof(Grain))), ("ONNX Runtime", OrtEnv.Instance().GetVersionString()), ("System", RuntimeInformation.OSDescription)],
            time.GetUtcNow() - process.StartTime.ToUniversalTime())
        {
            Refused = user.Caller() is var caller && caller.May(Scope.Audit) ? refused.Lately(caller.Realm) : null,
        });
    }

    private static ModelLine[] Models(FacePipeline pipeline, ModelFiles files) =>
    [
        new("Detector", Path.GetFileName(files.Detector), pipeline.DetectorHash, null),
        new("Embedder", pipeline.Embedder.Name, pipeline.Embedder.Sha256, $"{pipeline.Embedder.Dimension} values{(pipeline.IsTrainedOnSyntheticFaces ? "; knows synthetic faces only, for demonstrations" : "")}"),
    ];

    private static async Task<KeyUse[]?> Keys(IGrainFactory grains, string realm, CancellationToken cancellationToken)
    {
        try
        {
            return await grains.GetGrain<IKeyRotationGrain>(realm).Uses(cancellationToken);
        }
        catch (MoteException)
        {
            return null;
        }
    }

    private static string VersionOf(Type type) => type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+', ' ')[0].TrimEnd('.') ?? "";
}
