using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Mote.Tests;

namespace Mote.Silo.Tests.Fuzz;

/// <summary>Whatever is sent to whichever route, it is refused or done, and never a failure of the service; and every answer is one that the API's document has.</summary>
public sealed class FuzzTests(ITestOutputHelper output) : IDisposable
{
    private const int AtOnce = 4;
    private const long MostGrowth = 96_000_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-fuzz-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public Task Requests_AThousand_FailNothing() => Fuzz(1000, 1);

    [Fact]
    [Trait("Takes", "long")]
    public Task Requests_AHundredThousand_FailNothingAndLeaveMemoryAsItWas() => Fuzz(100_000, Environment.TickCount);

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private async Task Fuzz(int count, int seed)
    {
        output.WriteLine($"seed {seed}");
        // Nobody is shut out for wrong keys.
        await using var silo = await TestSilo.Start(TwoRealms.Plan(_folder.FullName).With(("Mote:Edge:MostRefused", "100000")), Cancelled);
        silo.IsAskedAboutAddresses = true;
        using var http = silo.Caller(null, new HttpClientHandler { AllowAutoRedirect = false });
        http.Timeout = TimeSpan.FromSeconds(60);
        var requests = new FuzzedRequests(Routes(silo), [TwoRealms.Key, TwoRealms.DoorKey, TwoRealms.OtherKey, TwoRealms.DeskKey], seed);
        var statuses = new int[1000];
        var before = 0L;
        for (var sent = 0; sent < count; sent += AtOnce)
        {
            // Once everything has been used.
            if (sent == count / 5)
                before = GC.GetTotalMemory(forceFullCollection: true);
            var drawn = Enumerable.Range(0, AtOnce).Select(_ => requests.Next()).ToArray();
            await Task.WhenAll(drawn.Select(one => Send(one.Request, $"{one.Line} (seed {seed}, within {sent} to {sent + AtOnce})")));
        }

        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        output.WriteLine($"{string.Join(", ", statuses.Select((times, status) => (times, status)).Where(status => status.times > 0).Select(status => $"{status.status}: {status.times}"))}; memory grew by {grown / 1_000_000} MB");
        Assert.InRange(grown, long.MinValue, MostGrowth);

        async Task Send(HttpRequestMessage request, string line)
        {
            using (request)
            using (var answer = await Ask(request, line))
            {
                Interlocked.Increment(ref statuses[(int)answer.StatusCode]);
                Assert.True(answer.StatusCode < HttpStatusCode.InternalServerError || answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{(int)answer.StatusCode} for {line}: {await answer.Content.ReadAsStringAsync(Cancelled)}");
            }
        }

        async Task<HttpResponseMessage> Ask(HttpRequestMessage request, string line)
        {
            try
            {
                return await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, Cancelled);
            }
            catch (Exception failure) when (failure is InvalidOperationException or TaskCanceledException or HttpRequestException)
            {
                throw new InvalidOperationException($"{failure.Message} For {line} {request.Headers}", failure);
            }
        }
    }

    // Of every edge: the API, the console, health and figures.
    private static (string Method, string Pattern)[] Routes(TestSilo silo) =>
    [
        .. silo.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(route => (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => (method, route.RoutePattern.RawText!.Trim('/')))),
    ];
}
