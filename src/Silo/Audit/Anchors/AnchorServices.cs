using Microsoft.Extensions.Options;
using Mote.Grains.Audit;
using Mote.Grains.Settings;

namespace Mote.Silo.Audit.Anchors;

/// <summary>Registers the noting of heads.</summary>
internal static class AnchorServices
{
    /// <summary>Before the cluster, so that it stops after it.</summary>
    public static void AddAnchors(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<AnchorOptions>, AnchorOptionsValidator>();
        services.AddSettings<AnchorOptions>("Audit:Anchors");
        services.AddSingleton<AnchorNoting>().AddSingleton<IAuditWitness>(provider => provider.GetRequiredService<AnchorNoting>());
        services.AddHostedService(provider => provider.GetRequiredService<AnchorNoting>());
    }
}
