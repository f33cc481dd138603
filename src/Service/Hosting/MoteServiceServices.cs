using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Mote.Grains.Settings;
using Mote.Service.Access;
using Mote.Service.Parts;
using Mote.Service.Realms;
using Mote.Service.Sessions;
using Mote.Service.Status;

namespace Mote.Service.Hosting;

/// <summary>What the service needs beside the grains.</summary>
public static class MoteServiceServices
{
    /// <summary>
    /// Registers the service and those who may call it, with options from the section <c>Mote</c> that are validated at start.
    /// Belongs behind the cluster, whose grains are asked when the host starts. It asks for health checks, refused credentials
    /// and photo bounds, which the host registers.
    /// </summary>
    /// <param name="services">The silo's services.</param>
    public static IServiceCollection AddMoteService(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSettings<ApiKeyOptions>("");
        services.AddSingleton<IValidateOptions<ApiKeyOptions>, ConfiguredRates>();
        services.AddSettings<TokenOptions>("");
        services.AddSingleton<ConfiguredCallers>();
        services.AddSingleton(provider => new TokenCallers(provider.GetRequiredService<ServedRealms>()));
        services.AddSingleton<ServedRealms>();
        services.AddHostedService(provider => provider.GetRequiredService<ServedRealms>());
        services.AddSingleton<IssuedCallers>();
        services.AddHostedService(provider => provider.GetRequiredService<IssuedCallers>());
        services.AddSingleton<PutBackRealms>();
        services.AddSingleton<RealmRemoval>();
        services.AddHostedService(provider => provider.GetRequiredService<RealmRemoval>());
        services.AddSingleton<ICallers, Callers>();
        services.AddSingleton<SystemReader>();
        services.AddSingleton(provider => new StoredSessionKeys(provider.GetRequiredService<IGrainFactory>()));
        services.AddSingleton(provider => new EndedSessions(provider.GetRequiredService<IGrainFactory>()));
        services.AddSingleton<ServiceParts>();
        services.AddSingleton(provider => new MoteService(provider.GetRequiredService<ServiceParts>()));
        return services;
    }
}
