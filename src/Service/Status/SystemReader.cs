using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
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
using Mote.Service.Credentials;
using Mote.Service.Permits;
using Mote.Service.Wire;
using Orleans.Runtime;

namespace Mote.Service.Status;

/// <summary>Asks everything that knows how it stands with the service. Thread-safe.</summary>
internal sealed class SystemReader(
    IGrainFactory grains, EmbedderPool pool, TrainingGate gate, RealmModels realms, IOptions<ModelOptions> files, HealthCheckService health, RefusedCredentials refused, TimeProvider time)
{
    /// <summary>As that caller may see it.</summary>
    public async Task<SystemState> Of(Caller caller, CancellationToken cancellationToken)
    {
        var silos = await grains.GetGrain<IManagementGrain>(0).GetDetailedHosts(onlyActive: true, cancellationToken);
        var report = await health.CheckHealthAsync(cancellationToken);
        var models = realms.Of(caller.Realm);
        using var process = Process.GetCurrentProcess();
        return new SystemState(
            [.. silos.Select(silo => new SiloState(silo.SiloName, silo.SiloAddress.Endpoint.ToString(), silo.Status.ToString(), new DateTimeOffset(silo.StartTime, TimeSpan.Zero)))],
            SiloWork.Of(pool.Load),
            SiloWork.Of(gate.Load),
            ModelsInUse.Of(models, files.Value.Of(models.Name)!),
            report.Entries.TryGetValue("store", out var storage) ? storage : null,
            await MasterKeys(caller.Realm, cancellationToken),
            [("Mote", VersionOf(typeof(SystemReader))), (".NET", RuntimeInformation.FrameworkDescription), ("Orleans", VersionOf(typeof(Grain))), ("ONNX Runtime", OrtEnv.Instance().GetVersionString()), ("System", RuntimeInformation.OSDescription)],
            time.GetUtcNow() - process.StartTime.ToUniversalTime())
        {
            Refused = Permit.Audit.Allows(caller) ? refused.Lately(caller.Realm) : null,
        };
    }

    private async Task<IReadOnlyList<MasterKeyVersion>?> MasterKeys(string realm, CancellationToken cancellationToken)
    {
        try
        {
            return [.. (await grains.GetGrain<IKeyRotationGrain>(realm).Uses(cancellationToken)).Select(use => use.ToWire())];
        }
        catch (MoteException)
        {
            return null;
        }
    }

    private static string VersionOf(Type type) => type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+', ' ')[0].TrimEnd('.') ?? "";
}
