using Microsoft.Extensions.Options;
using Mote.Grains.Audit;

namespace Mote.Silo.Audit.Anchors;

/// <summary>Registers the noting of heads.</summary>
internal static class AnchorServices
{
    /// <summary>Before the cluster, so that it stops after it.</summary>
    public static void AddAnchors(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<AnchorOptions>, AnchorOptionsValidator>();
        services.AddOptions<AnchorOptions>().BindConfiguration("Mote:Audit:Anchors").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<AnchorNoting>().AddSingleton<IAuditWitness>(provider => provider.GetRequiredService<AnchorNoting>());
        services.AddHostedService(provider => provider.GetRequiredService<AnchorNoting>());
    }
}
