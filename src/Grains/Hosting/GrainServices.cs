using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Mote.Grains.Access;
using Mote.Grains.Audit;
using Mote.Grains.Certification;
using Mote.Grains.Embedding;
using Mote.Grains.Explanation;
using Mote.Grains.Fairness;
using Mote.Grains.Identities;
using Mote.Grains.Keys;
using Mote.Grains.Lockouts;
using Mote.Grains.Rates;
using Mote.Grains.Roster;
using Mote.Grains.Stored;
using Mote.Grains.Training;
using Mote.Recognition.Certification;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Exclusion;
using Mote.Recognition.Protection;
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
        services.AddOptions<ModelOptions>().Bind(mote).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<EmbedderPoolOptions>().Bind(mote.GetSection("EmbedderPool")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<TrainingGateOptions>().Bind(mote.GetSection("TrainingGate")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<CertificateOptions>().Bind(mote.GetSection("Certificate")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<FairnessOptions>().Bind(mote.GetSection("Fairness")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<RateOptions>().Bind(mote.GetSection("Enrolment")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<SuccessionOptions>().Bind(mote.GetSection("Reenrolment")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<LockoutOptions>().Bind(mote.GetSection("Lockout")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<KeptKeyOptions>().Bind(mote.GetSection("Keys")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<AuditOptions>().Bind(mote.GetSection("Audit")).ValidateDataAnnotations().ValidateOnStart();

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => OpenPipeline(provider.GetRequiredService<IOptions<ModelOptions>>().Value));
        services.AddSingleton(OpenCohort);
        services.AddSingleton(provider => provider.GetRequiredService<CohortPackFile>().Pack);
        services.AddSingleton<CohortKey>();
        services.AddSingleton<Enroller>();
        services.AddSingleton<Certifier>();
        services.AddSingleton<INetworkExclusion, FrameExclusion>();
        services.AddSingleton<CertificateRules>();
        services.AddSingleton<GroupPolicies>();
        services.AddSingleton<RateRule>();
        services.AddSingleton<EnrolmentSettingsReader>();
        services.AddSingleton<ReenrolmentRule>();
        services.AddSingleton<SuccessionRule>();
        services.AddSingleton<LockoutRule>();
        services.AddSingleton<CarriedLockouts>();
        services.AddSingleton<TemplateExplainer>();
        services.AddSingleton<RehearsalPhoto>();
        services.AddSingleton<EmbedderPool>();
        services.AddSingleton<TrainingGate>();
        services.AddSingleton<Roster.Roster>();
        services.AddSingleton<KeptMasterKeys>();
        services.AddSingleton<MasterKeys>();
        services.AddSingleton<StateSeal>();
        services.AddSingleton<IdentitySeal>();
        services.AddSingleton<IdentityServices>();
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
        services.AddSingleton<CallSeal>();
        services.AddSingleton<IOutgoingGrainCallFilter, CallSigning>();
        services.AddSingleton<IIncomingGrainCallFilter, CallGuard>();
        services.AddHostedService<ModelLoading>();
        return services;
    }

    private static FacePipeline OpenPipeline(ModelOptions models) =>
        FacePipeline.Open(new FacePipelineOptions { DetectorPath = models.Detector, EmbedderPath = models.Embedder });

    private static CohortPackFile OpenCohort(IServiceProvider services)
    {
        var path = services.GetRequiredService<IOptions<ModelOptions>>().Value.Cohort;
        var keys = services.GetRequiredService<KeptMasterKeys>();
        try
        {
            // Once, while the host starts and nobody else is served: a vault may be asked for the key.
            return Task.Run(() => CohortPackFile.Read(path, keys, CancellationToken.None)).GetAwaiter().GetResult();
        }
        catch (Exception refusal) when (refusal is ProtectionException or MasterKeyException)
        {
            throw ModelLoading.Refusal(refusal.Message);
        }
    }
}
