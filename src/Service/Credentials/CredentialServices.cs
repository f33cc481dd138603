using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Settings;

namespace Mote.Service.Credentials;

/// <summary>What counts refused credentials.</summary>
public static class CredentialServices
{
    private const string AnyRealm = "default";

    /// <summary>Registers it, with options from the section <c>Mote:Edge</c> that are validated at start. Belongs behind the cluster, whose trails are written until it stops.</summary>
    /// <param name="services">The silo's services.</param>
    public static IServiceCollection AddRefusedCredentials(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSettings<EdgeOptions>("Edge")
            .PostConfigure<IConfiguration>((edge, configuration) =>
                edge.Realm ??= configuration.GetSection("Mote:ApiKeys").GetChildren().FirstOrDefault()?["Realm"] is { } first && IdentityKey.IsName(first) ? first : AnyRealm);
        services.AddSingleton<CredentialInstruments>();
        services.AddSingleton<RefusedCredentials>();
        services.AddHostedService<RefusalNoting>();
        return services;
    }
}
