using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Mote.Grains.Access;
using Mote.Grains.Audit;
using Mote.Grains.Certification;
using Mote.Grains.Embedding;
using Mote.Grains.Fairness;
using Mote.Grains.Identities;
using Mote.Grains.Identities.Ports;
using Mote.Grains.Keys;
using Mote.Grains.Lockouts;
using Mote.Grains.Mailbox;
using Mote.Grains.Membership;
using Mote.Grains.Models;
using Mote.Grains.Rates;
using Mote.Grains.Realms;
using Mote.Grains.Realms.Served;
using Mote.Grains.Roster;
using Mote.Grains.Settings;
using Mote.Grains.Stored;
using Mote.Grains.Telemetry;
using Mote.Grains.Tracing;
using Mote.Grains.Training;
using Mote.Recognition.Certification;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Exclusion;
using Mote.Recognition.Protection.Keys;
using Mote.Recognition.Protection.Records;
using Mote.Vision;

namespace Mote.Grains.Hosting;

/// <summary>What grains need beside Orleans, a storage provider called <see cref="GrainStorageName.Mote"/> and an <see cref="IMasterKeyProvider"/>.</summary>
public static class GrainServices
{
    /// <summary>
    /// Registers the models, the embedder pool, the training gate, certificates and the roster, with options from
    /// <paramref name="mote"/> that are validated at start. Models are loaded when the host starts, before it is ready.
    /// </summary>
    /// <param name="services">The silo's services.</param>
    /// <param name="mote">The section <c>Mote</c>.</param>
    public static IServiceCollection AddMoteGrains(this IServiceCollection services, IConfiguration mote)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(mote);
        services.AddSettings<ModelOptions>("", mote);
        services.AddSettings<EmbedderPoolOptions>("EmbedderPool", mote);
        services.AddSettings<TrainingGateOptions>("TrainingGate", mote);
        services.AddSettings<CertificateOptions>("Certificate", mote);
        services.AddSettings<FairnessOptions>("Fairness", mote).Configure<RealmBook>((options, made) => options.Made = made);
        services.AddSettings<RateOptions>("Enrolment", mote).Configure<RealmBook>((options, made) => options.Made = made);
        services.AddSettings<SuccessionOptions>("Reenrolment", mote);
        services.AddSettings<LockoutOptions>("Lockout", mote);
        services.AddSettings<KeptKeyOptions>("Keys", mote);
        services.AddSettings<AuditOptions>("Audit", mote);
        // A silo that stands alone may be told of them, too.
        services.AddKnownSettings<DecisionLeaseOptions>("Cluster").AddKnownSettings<AdmissionOptions>("Cluster");

        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.TryAddSingleton(new MeasuredRealms(null));
        services.AddSingleton<DecisionInstruments>();
        services.AddSingleton<EnrolmentInstruments>();
        services.AddSingleton<PeopleInstruments>();
        services.AddSingleton(provider => new RealmFigures(provider.GetRequiredService<DecisionInstruments>(), provider.GetRequiredService<PeopleInstruments>()));
        services.AddSingleton<EmbeddingInstruments>();
        services.AddSingleton<TrainingInstruments>();
        services.AddSingleton<AuditInstruments>();
        services.AddSingleton(provider => new ModelSets(provider.GetRequiredService<IOptions<ModelOptions>>(), provider.GetRequiredService<KeptMasterKeys>()));
        services.AddSingleton<RealmBook>();
        services.AddSingleton<RealmRule>();
        services.AddSingleton<RealmModels>();
        services.AddSingleton<CohortKey>();
        services.AddSingleton<CertificateRules>();
        services.AddSingleton<RateRule>();
        services.AddSingleton<SuccessionRule>();
        services.AddSingleton<LockoutRule>();
        services.TryAddSingleton<IOtherLockouts, NoOtherLockouts>();
        services.AddSingleton<CarriedLockouts>();
        services.AddSingleton<LockEnds>();
        services.AddSingleton<RehearsalPhoto>();
        services.AddSingleton<EmbedderPool>();
        services.TryAddSingleton<IEmbedderPool>(provider => provider.GetRequiredService<EmbedderPool>());
        services.AddSingleton<TrainingGate>();
        services.AddSingleton<Roster.Roster>();
        services.AddSingleton<KeptMasterKeys>();
        services.AddSingleton<MasterKeys>();
        services.AddSingleton<StateSeal>();
        services.AddSingleton<IdentitySeal>();
        services.AddSingleton<SharedByModels>();
        services.AddSingleton<ManifestStore>();
        services.AddSingleton<StoredRecords>();
        services.AddSingleton<AuditStore>();
        services.AddSingleton<AuditWriter>();
        services.AddSingleton<TrailReaders>();
        services.AddSingleton<IManifestHeads, RosterHeads>();
        services.AddSingleton<TrailCheck>();
        services.AddSingleton(provider => new AuditTrail(
            provider.GetRequiredService<IGrainFactory>(),
            provider.GetRequiredService<TrailReaders>(),
            provider.GetRequiredService<AuditWriter>(),
            provider.GetRequiredService<TrailCheck>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<RealmCertificates>();
        services.TryAddSingleton<ICallKeys, DrawnCallKey>();
        services.TryAddSingleton<IDecisionLease, SoleDecisions>();
        services.TryAddSingleton<IChangeConfirmation, SoleDecisions>();
        services.TryAddSingleton<IActiveSilos, SoleDecisions>();
        services.TryAddSingleton(new ClusterStanding(null));
        services.AddSingleton<CallSeal>();
        services.AddSingleton<IOutgoingGrainCallFilter, CallTraceSending>();
        services.AddSingleton<IIncomingGrainCallFilter, CallTraceTaking>();
        services.AddSingleton<IOutgoingGrainCallFilter, CallSigning>();
        services.AddSingleton<IIncomingGrainCallFilter, CallGuard>();
        services.AddHostedService<ModelLoading>();
        return services;
    }

    /// <summary>
    /// Makes a silo one of several: it joins when all others know it; it takes their calls, for each signs with what the others
    /// can derive, too; and it decides, and calls changes made, while it knows itself to be of the cluster
    /// (<see cref="ClusterStanding"/>). To be called before the silo itself is registered, for nothing is asked before the keys are read.
    /// </summary>
    /// <param name="services">The silo's services.</param>
    /// <param name="cluster">The section <c>Mote:Cluster</c>.</param>
    public static IServiceCollection AddMoteCluster(this IServiceCollection services, IConfiguration cluster)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(cluster);
        services.AddOptions<DecisionLeaseOptions>().Bind(cluster).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SharedCallKeys>();
        services.Replace(ServiceDescriptor.Singleton<ICallKeys>(provider => provider.GetRequiredService<SharedCallKeys>()));
        services.AddHostedService(provider => provider.GetRequiredService<SharedCallKeys>());
        services.AddSingleton<DecisionLease>();
        services.Replace(ServiceDescriptor.Singleton<IDecisionLease>(provider => provider.GetRequiredService<DecisionLease>()));
        services.AddSingleton<ClusterEvidence>();
        services.Replace(ServiceDescriptor.Singleton<IChangeConfirmation>(provider => provider.GetRequiredService<ClusterEvidence>()));
        services.Replace(ServiceDescriptor.Singleton(provider => new ClusterStanding(provider.GetRequiredService<DecisionLease>())));
        services.Replace(ServiceDescriptor.Singleton<IActiveSilos, ActiveSilos>());
        services.AddOptions<AdmissionOptions>().Bind(cluster).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<MembershipViews>().AddSingleton<IOtherSilos, OtherSilos>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, Admission>();
        services.AddGrainService<MembershipView>();
        services.AddSingleton<LockoutCarriers>();
        services.Replace(ServiceDescriptor.Singleton<IOtherLockouts, OtherLockouts>());
        services.AddGrainService<LockoutCarrier>();
        return services.AddHostedService<MembershipEvidence>();
    }
}
