using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Mote.Grains.Embedding;
using Mote.Grains.Keys;
using Mote.Grains.Membership;
using Mote.Grains.Models;
using Mote.Recognition.Calibration;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Packs;
using Mote.Recognition.Protection.Records;
using Mote.Silo.Health;
using Mote.Silo.Keys;
using Mote.Silo.Tests.Telemetry;
using Mote.Tests;
using Orleans.Runtime;

namespace Mote.Silo.Tests.Health;

/// <summary>What a silo has to have to be ready, each taken away. The store is in <see cref="HostingTests"/>, keys in the tests of realms' keys, and a cluster that is cut off in Cluster.Tests.</summary>
public sealed class ReadinessTests(WatchedSilo watched) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-health-");
    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string KeyFolder => Path.Combine(_folder.FullName, "keys");

    [Fact]
    public async Task Silo_ThatServes_HasAllThatIsAsked()
    {
        await watched.Ran();
        var report = await watched.Silo.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Cancelled);
        Assert.Equal(["models", "cohort", "face space", "store", "membership", "keys", "put back", "rehearsal", "draining"], report.Entries.Keys);
        Assert.All(report.Entries.Values, entry => Assert.Equal(HealthStatus.Healthy, entry.Status));
    }

    [Fact]
    public async Task Models_GoneOrNotAnswering_AreSaid()
    {
        var options = Options.Create(Models(Copy(SiloModels.Demo.Cohort)));
        using var sets = new ModelSets(options, new FileMasterKeys(KeyFolder));
        var photo = new RehearsalPhoto();
        using var health = new ModelsHealth(sets, options, photo, _clock);
        Assert.Equal(HealthStatus.Healthy, (await Check(health)).Status);

        File.Move(options.Value.Detector, options.Value.Detector + ".away");
        await Is(health, HealthStatus.Degraded, "is gone");
        await File.WriteAllTextAsync(options.Value.Detector, "another", Cancelled);
        await Is(health, HealthStatus.Degraded, "is another than before");

        // The photo that they are tried with is none any more; they are asked once a minute.
        Array.Clear(photo.File);
        await Is(health, HealthStatus.Degraded, "is another than before");
        _clock.Advance(TimeSpan.FromMinutes(1));
        await Is(health, HealthStatus.Unhealthy, "do not read the silo's own photo");
    }

    [Fact]
    public async Task Cohort_WithoutItsSpaceItsKeyOrItsFile_IsSaid()
    {
        var sealedPack = await Sealed(CohortPack.Load(DemoCohort.File));
        var options = Options.Create(Models(sealedPack));
        using var sets = new ModelSets(options, new FileMasterKeys(KeyFolder));
        var space = new FaceSpaceHealth(sets);
        await Is(space, HealthStatus.Unhealthy, "is not made yet");
        _ = sets.Common.Cohort.Space;
        Assert.Equal(HealthStatus.Healthy, (await Check(space)).Status);

        using var keys = Keys();
        var health = new CohortHealth(sets, options, keys);
        Assert.Equal(HealthStatus.Healthy, (await Check(health)).Status);
        File.Delete(sealedPack);
        await Is(health, HealthStatus.Degraded, "is gone");

        await File.WriteAllTextAsync(sealedPack, "another", Cancelled);
        new FileMasterKeys(KeyFolder).Create();
        foreach (var first in Directory.EnumerateFiles(KeyFolder).Order(StringComparer.Ordinal).Take(1))
            File.Delete(first);
        using var withoutTheFirst = Keys();
        await Is(new CohortHealth(sets, options, withoutTheFirst), HealthStatus.Degraded, "a master key that is gone");
    }

    [Fact]
    public async Task Cohort_OfNoRecipe_IsSaid()
    {
        var options = Options.Create(Models(await Sealed(WithoutTails(CohortPack.Load(DemoCohort.File)))));
        using var sets = new ModelSets(options, new FileMasterKeys(KeyFolder));
        using var keys = Keys();
        await Is(new CohortHealth(sets, options, keys), HealthStatus.Unhealthy, "calibrated for no recipe");
    }

    [Theory]
    [InlineData(SiloStatus.Active, HealthStatus.Healthy, "active")]
    [InlineData(SiloStatus.Joining, HealthStatus.Unhealthy, "Joining")]
    [InlineData(SiloStatus.ShuttingDown, HealthStatus.Unhealthy, "ShuttingDown")]
    public Task Membership_IsThatOfTheSilo(SiloStatus status, HealthStatus expected, string said) =>
        Is(new MembershipHealth(StandingSilo.As(status), new ClusterStanding(null)), expected, said);

    public void Dispose() => _folder.Delete(recursive: true);

    private static Task<HealthCheckResult> Check(IHealthCheck check) => check.CheckHealthAsync(new HealthCheckContext(), Cancelled);

    private static async Task Is(IHealthCheck check, HealthStatus status, string said)
    {
        var found = await Check(check);
        Assert.Equal(status, found.Status);
        Assert.Contains(said, found.Description, StringComparison.Ordinal);
    }

    private ModelOptions Models(string cohort)
    {
        if (!Directory.Exists(KeyFolder))
            new FileMasterKeys(KeyFolder).Create();
        var embedder = Copy(SiloModels.Demo.Embedder);
        foreach (var manifest in Directory.EnumerateFiles(Path.GetDirectoryName(SiloModels.Demo.Embedder)!, "mote-demo-embedder.*").Where(file => file != SiloModels.Demo.Embedder))
            Copy(manifest);
        return new ModelOptions { Detector = Copy(SiloModels.Demo.Detector), Embedder = embedder, Cohort = cohort };
    }

    // As a pack is before it is calibrated; fitted anew it would be in seconds.
    private static CohortPack WithoutTails(CohortPack pack) => (CohortPack)Activator.CreateInstance(
        typeof(CohortPack), BindingFlags.Instance | BindingFlags.NonPublic, null, [pack.Cohort, pack.Fit, Array.Empty<PooledTail>(), Array.Empty<GroupPolicy>()], null)!;

    private async Task<string> Sealed(CohortPack pack)
    {
        new FileMasterKeys(KeyFolder).Create();
        var path = Path.Combine(_folder.FullName, "sealed.cohort");
        await CohortPackFile.Seal(pack, path, new FileMasterKeys(KeyFolder), Cancelled);
        return path;
    }

    private KeptMasterKeys Keys() => new(new FileMasterKeys(KeyFolder), Options.Create(new KeptKeyOptions()), TimeProvider.System, NullLogger<KeptMasterKeys>.Instance);

    private string Copy(string file)
    {
        var copy = Path.Combine(_folder.FullName, Path.GetFileName(file));
        File.Copy(file, copy, overwrite: true);
        return copy;
    }

    /// <summary>A silo of which nothing is asked but how it stands.</summary>
    public class StandingSilo : DispatchProxy
    {
        private SiloStatus _status;

        public static ISiloStatusOracle As(SiloStatus status)
        {
            var silo = Create<ISiloStatusOracle, StandingSilo>();
            ((StandingSilo)(object)silo)._status = status;
            return silo;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod!.Name == "get_CurrentStatus" ? _status : throw new NotSupportedException(targetMethod.Name);
    }
}
