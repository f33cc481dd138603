using Microsoft.Extensions.DependencyInjection.Extensions;
using Mote.Grains;
using Mote.Grains.Certification;
using Mote.Grains.Telemetry;
using Mote.Recognition.Protection.Keys;
using Mote.Service.Access;
using Mote.Silo.Hosting;
using Orleans.Storage;

namespace Mote.Silo.Rehearsals;

/// <summary>Lets a silo rehearse before it says that it is ready.</summary>
internal static class RehearsalServices
{
    /// <summary>Puts the realm of the rehearsal before the callers, keys and store that are registered already.</summary>
    public static void AddRehearsal(this IServiceCollection services)
    {
        services.AddSingleton<RehearsalRealm>().AddSingleton<OwnEdge>().AddSingleton<RealmsInUse>().AddSingleton<Rehearsal>().AddSingleton<RehearsalRun>();
        services.AddHostedService(provider => provider.GetRequiredService<RehearsalRun>());
        services.AddSingleton<IOutgoingGrainCallFilter, RehearsalPlacement>();
        services.Replace(ServiceDescriptor.Singleton(provider => new MeasuredRealms(except: Realm(provider).Name)));
        services.Decorate<ICallers>(null, (provider, callers) => new RehearsalCallers(callers, Realm(provider)));
        services.Decorate<IMasterKeyProvider>(null, (provider, keys) => new RehearsalKeys(keys, Realm(provider)));
        services.Decorate<IGrainStorage>(GrainStorageName.Mote, (provider, store) => new RehearsalStorage(store, Realm(provider)));
        // A drawn face need not be one that the embedder knows well.
        services.AddOptions<CertificateOptions>().PostConfigure<RehearsalRealm>((options, realm) => options.Realms[realm.Name] = new RealmBounds
        {
            MostFalseMatchRate = 1,
            MostFalseNonMatchRate = 1,
            MostGroupFalseNonMatchRate = 1,
            MostGroupGap = 1,
        });
    }

    private static RehearsalRealm Realm(IServiceProvider provider) => provider.GetRequiredService<RehearsalRealm>();
}
