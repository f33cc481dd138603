using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;

namespace Mote.Client;

/// <summary>Registers <see cref="MoteClient"/>.</summary>
public static class MoteClientServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="MoteClient"/> over IHttpClientFactory. Calls that are safe to repeat are tried again after a
    /// network failure or an answer whose problem may be retried soon, honouring <c>Retry-After</c>, and at the next silo where
    /// there are several; an erasure and a roll-back never are. A verification that is not answered for a while is asked of a
    /// second silo as well (<see cref="MoteClientOptions.HedgeAfter"/>).
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options, which are validated at start.</param>
    public static IServiceCollection AddMoteClient(this IServiceCollection services, Action<MoteClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<MoteClientOptions>().Configure(configure).ValidateDataAnnotations().ValidateOnStart();
        // The host's clock where it has one; it is given none.
        services.TryAddSingleton(provider => new KnownSilos(provider.GetRequiredService<IOptions<MoteClientOptions>>(), Clock(provider)));
        services.TryAddSingleton<HedgeBudget>();
        services.TryAddTransient(provider => new HedgedVerifications(
            provider.GetRequiredService<KnownSilos>(), provider.GetRequiredService<HedgeBudget>(), provider.GetRequiredService<IOptions<MoteClientOptions>>(), Clock(provider)));
        services.TryAddTransient<SiloChoice>();
        var client = services.AddHttpClient<MoteClient>((provider, http) =>
            {
                var options = provider.GetRequiredService<IOptions<MoteClientOptions>>().Value;
                http.BaseAddress = options.Silos.First();
                http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey.Trim());
                if (options.Door is { } door)
                    http.DefaultRequestHeaders.Add("Mote-Door", door);
                // The resilience pipeline times attempts; a whole call takes as long as its caller lets it.
                http.Timeout = Timeout.InfiniteTimeSpan;
            })
            // What is on this machine is asked on this machine: a proxy would get photo and key in the clear.
            .UseSocketsHttpHandler((handler, provider) =>
            {
                handler.UseProxy = !provider.GetRequiredService<IOptions<MoteClientOptions>>().Value.Address!.IsLoopback;
                // The handler's own spans record addresses, in which people's names stand: the SDK has spans of its own.
                handler.ActivityHeadersPropagator = null;
            })
            .RedactLoggedHeaders(["Authorization"]);
        client.AddResilienceHandler("mote", (pipeline, context) =>
            {
                var options = context.ServiceProvider.GetRequiredService<IOptions<MoteClientOptions>>().Value;
                if (options.Retries > 0)
                {
                    var retry = new HttpRetryStrategyOptions
                    {
                        MaxRetryAttempts = options.Retries,
                        BackoffType = DelayBackoffType.Exponential,
                        Delay = TimeSpan.FromMilliseconds(300),
                        UseJitter = true,
                        ShouldRetryAfterHeader = true,
                        ShouldHandle = args => args.Context.GetRequestMessage()?.Options.TryGetValue(MoteClient.Once, out _) == true
                            ? ValueTask.FromResult(false)
                            : RepeatRule.Allows(args.Outcome, args.Context.CancellationToken),
                    };
                    retry.DisableFor(HttpMethod.Delete);
                    pipeline.AddRetry(retry);
                }

                pipeline.AddTimeout(options.AttemptTimeout);
            });
        // Behind it: each attempt is sent to one of them, or to a second one as well.
        client.AddHttpMessageHandler<HedgedVerifications>();
        client.AddHttpMessageHandler<SiloChoice>();
        return services;
    }

    private static TimeProvider Clock(IServiceProvider provider) => provider.GetService<TimeProvider>() ?? TimeProvider.System;
}
