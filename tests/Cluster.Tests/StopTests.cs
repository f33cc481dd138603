using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Mote.Client;
using Mote.Tests;

namespace Mote.Cluster.Tests;

/// <summary>A silo that is told to stop says so before it does, so that a balancer sends nobody there any more.</summary>
public sealed class StopTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Takes", "long")]
    public async Task Stop_IsToldAtReadinessFirst_AndAnswersUntilABalancerHasHeard()
    {
        var folder = Directory.CreateTempSubdirectory("mote-cluster-");
        try
        {
            await using var silo = await SiloProcess.Start(new Dictionary<string, string?>(DemoPeople.Settings(folder.FullName)) { ["Mote:Edge:DrainSeconds"] = "5" });
            // As a balancer sees it: nothing is repeated.
            await using var services = new ServiceCollection().AddMoteClient(options => (options.Address, options.ApiKey, options.Retries) = (silo.Address, SiloProcess.OwnKey, 0)).BuildServiceProvider();
            var client = services.GetRequiredService<MoteClient>();
            await client.EnrolAsync(SilosTests.Subject, DemoPeople.Photo(0, 0), cancellationToken: Cancelled);
            using var balancer = silo.Caller();

            var stopped = silo.Stop();
            while (await Ready(balancer) != HttpStatusCode.ServiceUnavailable)
                Assert.False(stopped.IsCompleted, "It stopped without a word.");
            Assert.True((await client.VerifyAsync(SilosTests.Subject, DemoPeople.Photo(0, 0), Cancelled)).IsMatch);
            Assert.Equal(0, await stopped);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<HttpStatusCode> Ready(HttpClient balancer)
    {
        using var answer = await balancer.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancelled);
        return answer.StatusCode;
    }
}
