using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Mote.Abstractions.Identities;
using Mote.Grains.Fairness;
using Mote.Grains.Hosting;
using Mote.Protocol;
using Mote.Tests;
using Orleans.Core.Internal;
using Orleans.Hosting;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Mote.Grains.Tests;

/// <summary>A real silo with real models and a real store that can be made to fail.</summary>
public sealed class GrainCluster : IAsyncLifetime
{
    /// <summary>A realm whose bound no cohort as small as this can show to be kept.</summary>
    public const string StrictRealm = "strict";

    /// <summary>A realm in which an exclusion may cost nothing.</summary>
    public const string UnyieldingRealm = "unyielding";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-grains-");
    private InProcessTestCluster? _cluster;
    private FaultyStorage? _storage;

    /// <summary>Asks grains. Skips the running test where the silo has nothing to run on.</summary>
    public IGrainFactory Grains => Running(_cluster)!.Client;

    internal FaultyStorage Storage => Running(_storage)!;

    internal Mote.Grains.Roster.Roster Roster => new(Grains);

    internal RealmCertificates Certificates => Running(_cluster)!.GetSiloServiceProvider().GetRequiredService<RealmCertificates>();

    public async ValueTask InitializeAsync()
    {
        if (SharedData.Absence is not null)
            return;
        var builder = new InProcessTestClusterBuilder(1);
        var mote = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Detector"] = SharedData.Path("models/yunet_2023mar.onnx"),
            ["Embedder"] = SharedData.Path("models/mobilefacenet.onnx"),
            ["Cohort"] = TestCohort.File,
            [$"Certificate:Realms:{StrictRealm}:MostFalseMatchRate"] = "0.0001",
            [$"Certificate:Realms:{UnyieldingRealm}:MostExclusionCost"] = "0",
        }).Build();
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddMoteGrains(mote);
            silo.AddMoteSqliteGrainStorage("real", options => options.Path = Path.Combine(_folder.FullName, "mote.db"));
            silo.Services.AddGrainStorage(GrainStorageName.Mote, (services, _) => new FaultyStorage(services.GetRequiredKeyedService<IGrainStorage>("real")));
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        // Made when it is first asked for, which need not be before a test sets a fault.
        _storage = (FaultyStorage)_cluster.GetSiloServiceProvider().GetRequiredKeyedService<IGrainStorage>(GrainStorageName.Mote);
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.StopAllSilosAsync();
            await _cluster.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private static T Running<T>(T started)
    {
        if (SharedData.Absence is { } reason)
            Assert.Skip(reason);
        return started;
    }

    internal IIdentityGrain Identity(IdentityKey key) => Grains.GetGrain<IIdentityGrain>(key.ToString());

    /// <summary>Ends the activation, so that the next question reads the store.</summary>
    internal Task Deactivate(IdentityKey key) => Identity(key).Cast<IGrainManagementExtension>().DeactivateOnIdle().AsTask();

    /// <summary>Enrols or re-enrols, and waits for the end.</summary>
    internal async Task<EnrolmentStatus> Enrol(IdentityKey key, string photo = Faces.Person, bool isReenrolment = false, Guid? operation = null, string recipe = "single-unit", double? target = null)
    {
        var request = new EnrolmentRequest(operation ?? Guid.NewGuid(), isReenrolment, Faces.Read(photo), new EnrolmentOptions(recipe, null, target));
        var status = await Identity(key).Enrol(request, TestContext.Current.CancellationToken);
        return status.State != EnrolmentState.Running
            ? status
            : (await Identity(key).Await(request.Operation, Patience, TestContext.Current.CancellationToken))!;
    }
}
