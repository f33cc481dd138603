using Microsoft.Extensions.Diagnostics.HealthChecks;
using Mote.Silo.Hosting;
using Mote.Silo.Keys;
using Mote.Silo.Rehearsals;

namespace Mote.Silo.Health;

/// <summary>All that <c>/health/ready</c> asks, each by its name.</summary>
internal static class Readiness
{
    /// <summary>Registers it; checks keep what they have seen, so each is one.</summary>
    public static void AddReadiness(this IServiceCollection services)
    {
        var checks = services.AddHealthChecks();
        Add<ModelsHealth>("models");
        Add<CohortHealth>("cohort");
        Add<FaceSpaceHealth>("face space");
        Add<StoreHealth>("store");
        Add<MembershipHealth>("membership");
        Add<KeyHealth>("keys");
        Add<PutBackHealth>("put back");
        Add<RehearsalHealth>("rehearsal");
        Add<Draining>("draining");
        services.AddHostedService(provider => provider.GetRequiredService<Draining>());

        void Add<T>(string name)
            where T : class, IHealthCheck
        {
            services.AddSingleton<T>();
            checks.AddCheck<T>(name, HealthStatus.Unhealthy);
        }
    }
}
