using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Mote.Grains.Audit;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Keys;
using Mote.Grains.Contracts.Roster;
using Mote.Grains.Fairness;
using Mote.Grains.Hosting;
using Mote.Grains.Keys;
using Mote.Grains.Lockouts;
using Mote.Grains.Roster;
using Mote.Grains.Stored;
using Mote.Grains.Tests.Roster;
using Mote.Protocol;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Packs;
using Mote.Recognition.Protection.Keys;
using Mote.Recognition.Protection.Records;
using Mote.Tests;
using Orleans;
using Orleans.Core.Internal;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace Mote.Grains.Tests;

/// <summary>A real silo with the models that come with Mote and a real store that can be made to fail.</summary>
public class GrainCluster : IAsyncLifetime
{
    /// <summary>A realm whose bound no cohort as small as this can show to be kept.</summary>
    public const string StrictRealm = "strict";

    /// <summary>A realm in which an exclusion may cost nothing.</summary>
    public const string UnyieldingRealm = "unyielding";

    /// <summary>A realm whose people are enrolled at 1e-3, and at 2e-3 at most.</summary>
    public const string CautiousRealm = "cautious";

    /// <summary>A realm with a group policy.</summary>
    public const string BalancedRealm = "evened";

    /// <summary>Audit entries that may wait for the store.</summary>
    public const int MostWaiting = 300;

    // Shorter than a call may take.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-grains-");
    private readonly KeyRing _keys = new();
    private readonly ClockAhead _clock = new();
    private BareSilo? _silo;
    private FaultyStorage? _storage;

    /// <summary>Asks grains.</summary>
    public IGrainFactory Grains => _silo!.Grains;

    internal FaultyStorage Storage => _storage!;

    internal KeyRing Keys => _keys;

    internal ClockAhead Clock => _clock;

    /// <summary>A service of the silo.</summary>
    internal T Service<T>()
        where T : notnull => _silo!.Services.GetRequiredService<T>();

    internal string Database => Path.Combine(_folder.FullName, "mote.db");

    internal Mote.Grains.Roster.Roster Roster => new(Grains);

    /// <summary>The audit trail, asked by the service where a test does not say by whom: reading it is noted in it.</summary>
    internal AuditTrail Trail
    {
        get
        {
            Caller.Current ??= Caller.Service("", "test");
            return Service<AuditTrail>();
        }
    }

    /// <summary>Whether decisions wait until they are in the audit trail.</summary>
    protected virtual bool AwaitsAudit => false;

    /// <summary>Whether a test may ask for anything without saying who asks.</summary>
    protected virtual bool AsksAnyRealm => true;

    /// <summary>Further settings of the silo.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string?>> Settings => [];

    /// <summary>Adds the real store under a name.</summary>
    protected virtual Task<Action<ISiloBuilder, string>> Store() =>
        Task.FromResult<Action<ISiloBuilder, string>>((silo, name) => silo.AddMoteSqliteGrainStorage(name, options => options.Path = Database));

    internal RealmCertificates Certificates => _silo!.Services.GetRequiredService<RealmCertificates>();

    public virtual async ValueTask InitializeAsync()
    {
        using var master = _keys.First();
        var models = SiloModels.Demo;
        var mote = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Detector"] = models.Detector,
            ["Embedder"] = models.Embedder,
            ["Cohort"] = SealedCohort.Write(DemoCohort.File, _folder.FullName, master),
            // As in every demonstration: the demo models make weak networks, too.
            ["Certificate:MostFalseNonMatchRate"] = "1",
            [$"Certificate:Realms:{StrictRealm}:MostFalseMatchRate"] = "0.0001",
            [$"Certificate:Realms:{UnyieldingRealm}:MostExclusionCost"] = "0",
            ["Enrolment:MostFalseMatchRate"] = "0.1",
            [$"Enrolment:Realms:{CautiousRealm}:TargetFalseMatchRate"] = "0.001",
            [$"Enrolment:Realms:{CautiousRealm}:MostFalseMatchRate"] = "0.002",
            [$"Fairness:Realms:{BalancedRealm}:Policy"] = "balanced",
            ["Audit:MostWaiting"] = $"{MostWaiting}",
            ["Audit:AwaitDecisions"] = $"{AwaitsAudit}",
        }).AddInMemoryCollection(Settings).Build();
        var store = await Store();
        _silo = await BareSilo.Start(silo =>
        {
            if (AsksAnyRealm)
                silo.Services.AddSingleton<IOutgoingGrainCallFilter, AskingAnyRealm>();
            silo.Services.AddSingleton<TimeProvider>(_clock).AddMoteGrains(mote).AddSingleton<IMasterKeyProvider>(_keys);
            store(silo, "real");
            silo.Services.AddGrainStorage(GrainStorageName.Mote, (services, _) => new FaultyStorage(services.GetRequiredKeyedService<IGrainStorage>("real")));
        });
        // Made when it is first asked for, which need not be before a test sets a fault.
        _storage = (FaultyStorage)_silo.Services.GetRequiredKeyedService<IGrainStorage>(GrainStorageName.Mote);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_silo is not null)
            await _silo.DisposeAsync();
        _keys.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>Brings the cohort pack under the current master key.</summary>
    internal Task SealCohort() => CohortPackFile.Seal(CohortPack.Load(DemoCohort.File), Cohort, _keys, TestContext.Current.CancellationToken);

    /// <summary>The file of the cohort pack.</summary>
    internal string Cohort => Path.Combine(_folder.FullName, "cohort.pack");

    /// <summary>Looks at the master keys of a realm anew, as a rotation does: what was exchanged or destroyed is no longer used from memory.</summary>
    internal Task ReadKeysAnew(string realm) => Service<KeptMasterKeys>().VersionsAnewAsync(realm, TestContext.Current.CancellationToken).AsTask();

    /// <summary>What needs which master key, of a realm's own records alone: all realms have the cohort pack.</summary>
    internal async Task<KeyUse[]> OwnUses(string realm) =>
        [.. (await Grains.GetGrain<IKeyRotationGrain>(realm).Uses(TestContext.Current.CancellationToken)).Select(use => use.IsOfCohort ? use with { Records = use.Records - 1 } : use)];

    internal IIdentityGrain Identity(IdentityKey key) => Grains.GetGrain<IIdentityGrain>(key.ToString());

    /// <summary>Ends the activation, so that the next question reads the store.</summary>
    internal Task Deactivate(IdentityKey key) => Identity(key).Cast<IGrainManagementExtension>().DeactivateOnIdle().AsTask();

    /// <summary>What lies in the store for an identity, past all that guards it.</summary>
    internal async Task<SealedState> Stored(IdentityKey key) => (await Found(Identity(key), "identity")).State!;

    /// <summary>What lies in the store for the manifest, past all that guards it.</summary>
    internal StoredManifest Manifest => new(Storage.Real, _silo!.Services);

    /// <summary>Puts a record into the store, as whoever may write there can, and ends the activation that knew better.</summary>
    internal Task Put(IdentityKey key, SealedState record) => Put(Identity(key), "identity", record);

    /// <summary>The manifest through the store that can be made to fail.</summary>
    internal StoredManifest FaultyManifest => new(Storage, _silo!.Services);

    /// <summary>Ends the activation, so that the next question reads the store.</summary>
    internal static Task Deactivate(IRosterGrain shard) => shard.Cast<IGrainManagementExtension>().DeactivateOnIdle().AsTask();

    /// <summary>Ends the activation, and with it what it would leave to the next one of this process.</summary>
    internal async Task Lose(IdentityKey key)
    {
        await End(Identity(key));
        _silo!.Services.GetRequiredService<CarriedLockouts>().Take(key);
    }

    /// <summary>Ends a grain's activation, and that of whoever was asking it meanwhile: what is under way may begin another.</summary>
    internal async Task End(IAddressable grain)
    {
        var management = Grains.GetGrain<IManagementGrain>(0);
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        do
        {
            await grain.Cast<IGrainManagementExtension>().DeactivateOnIdle();
            for (var looks = 0; looks < 50 && await management.GetActivationAddress(grain) is not null; looks++)
                await Task.Delay(10, deadline.Token);
        }
        while (await management.GetActivationAddress(grain) is not null);
    }

    internal IRosterGrain Shard(IdentityKey key) => Grains.GetGrain<IRosterGrain>(RosterShard.KeyOf(key));

    private async Task Put(IGrain grain, string stateName, SealedState record)
    {
        var found = await Found(grain, stateName);
        found.State = record;
        await Storage.Real.WriteStateAsync(stateName, grain.GetGrainId(), found, TestContext.Current.CancellationToken);
        await grain.Cast<IGrainManagementExtension>().DeactivateOnIdle();
    }

    private async Task<GrainState<SealedState>> Found(IGrain grain, string stateName)
    {
        var found = new GrainState<SealedState>(new SealedState());
        await Storage.Real.ReadStateAsync(stateName, grain.GetGrainId(), found, TestContext.Current.CancellationToken);
        return found;
    }

    /// <summary>Enrols or re-enrols, and waits for the end.</summary>
    internal Task<EnrolmentStatus> Enrol(IdentityKey key, string photo = Faces.Person, bool isReenrolment = false, Guid? operation = null, string recipe = "single-unit", double? target = null, bool isForced = false) =>
        Enrol(key, new EnrolmentRequest(operation ?? Guid.NewGuid(), isReenrolment, [Faces.Read(photo)], new EnrolmentOptions(recipe, null, target)) { IsForced = isForced });

    internal async Task<EnrolmentStatus> Enrol(IdentityKey key, EnrolmentRequest request)
    {
        var status = await Identity(key).Start(request, Patience, TestContext.Current.CancellationToken);
        while (status.State == EnrolmentState.Running)
            status = (await Identity(key).Await(request.Operation, Patience, TestContext.Current.CancellationToken))!;
        return status;
    }

    /// <summary>A photo of somebody else that the person's network accepts.</summary>
    internal async Task<byte[]> WronglyAccepted(IdentityKey key)
    {
        foreach (var photo in Faces.Others)
        {
            try
            {
                if ((await Identity(key).Verify(photo, TestContext.Current.CancellationToken)).IsMatch)
                    return photo;
            }
            catch (MoteException refused) when (refused.Code is ProblemCode.NoFace or ProblemCode.SeveralFaces or ProblemCode.LowQuality)
            {
                // A photo that nobody could be recognised on.
            }
            catch (MoteException refused) when (refused.Code == ProblemCode.LockedOut)
            {
                await Identity(key).Unlock(TestContext.Current.CancellationToken);
            }
        }

        throw new InvalidOperationException("Nobody else is accepted.");
    }
}
