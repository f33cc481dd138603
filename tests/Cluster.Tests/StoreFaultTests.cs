using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Mote.Client;
using Mote.Protocol;
using Mote.Tests;

namespace Mote.Cluster.Tests;

/// <summary>
/// A store that is stopped, slow, full, wrong, or breaks off: who is active is verified all the same, whatever cannot be done is
/// said by its kind, nothing that was acknowledged is lost, and all of it goes on by itself once the store does.
/// </summary>
public sealed class StoreFaultTests(ITestOutputHelper output)
{
    private const string Active = "who-is-active";

    // Three attempts of a store that does not answer, for each of the things that an enrolment waits for.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan BackWithin = TimeSpan.FromMinutes(1);

    private readonly HashSet<string> _enrolled = [];
    private readonly HashSet<string> _erased = [];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("blob")]
    [InlineData("orleans-blob")]
    [Trait("Takes", "long")]
    public async Task Store_InTrouble_LetsWhoIsActiveIn_SaysWhatItIs_AndLosesNothing(string provider)
    {
        await using var azurite = await AzuriteServer.StartAsync(Cancelled);
        await using var store = await StoreProxy.Start(azurite.Port, Cancelled);
        // The claim on the store outlives each trouble.
        await using var silo = await SiloProcess.Start(new Dictionary<string, string?>(DemoPeople.Settings(azurite, provider))
        {
            ["Mote:Storage:Blob:ConnectionString"] = azurite.At(store.Port),
            ["Mote:Storage:Blob:LeaseSeconds"] = "45",
        });
        await using var services = Once(silo);
        var client = services.GetRequiredService<MoteClient>();
        foreach (var fault in Enum.GetValues<StoreFault>())
            await client.EnrolAsync(ToErase(fault), DemoPeople.Photo(1, 0), cancellationToken: Cancelled);
        await client.EnrolAsync(Active, DemoPeople.Photo(0, 0), cancellationToken: Cancelled);

        foreach (var fault in Enum.GetValues<StoreFault>())
        {
            store.Fault = fault;
            await DuringTrouble(client, fault);
            store.Fault = StoreFault.None;
            await Afterwards(client, fault);
        }

        Assert.Equal(0, await silo.Stop());
        await silo.Start();
        foreach (var person in _enrolled)
            Assert.True((await silo.Client.VerifyAsync(person, DemoPeople.Photo(2, 0), Cancelled)).IsMatch, person);
        foreach (var person in _erased)
            await Assert.ThrowsAsync<NotEnrolledException>(() => silo.Client.VerifyAsync(person, DemoPeople.Photo(1, 0), Cancelled));
        Assert.True((await silo.Client.VerifyAsync(Active, DemoPeople.Photo(0, 0), Cancelled)).IsMatch);
        Assert.True((await silo.Client.CheckAuditAsync(Cancelled)).IsWhole);
    }

    private async Task DuringTrouble(MoteClient client, StoreFault fault)
    {
        var (began, heard) = (Stopwatch.GetTimestamp(), new List<string>());
        var changes = Task.WhenAll(
            Told("enrol", heard, async () => _enrolled.Add((await client.EnrolAsync(ToEnrol(fault), DemoPeople.Photo(2, 0), cancellationToken: Cancelled)).Subject)),
            Told("erase", heard, async () =>
            {
                Assert.True(await client.EraseAsync(ToErase(fault), Cancelled));
                _erased.Add(ToErase(fault));
            }),
            // Who it does not know it cannot say to be unknown.
            Told("look up", heard, async () => Assert.True(await client.FindAsync($"nobody-{fault}", Cancelled) is null && fault is StoreFault.None or StoreFault.Slow or StoreFault.Full or StoreFault.RequestsCut, $"{fault}: said that nobody is enrolled")));
        var decisions = 0;
        do
        {
            Assert.True((await client.VerifyAsync(Active, DemoPeople.Photo(0, 0), Cancelled)).IsMatch);
            decisions++;
        }
        while (!changes.IsCompleted);
        await changes;
        output.WriteLine($"{fault}: {decisions} decisions in {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s; {string.Join(", ", heard.Order())}");
    }

    private async Task Afterwards(MoteClient client, StoreFault fault)
    {
        var back = Stopwatch.GetTimestamp();
        await Again(back, async () =>
        {
            if (await client.FindAsync(ToEnrol(fault), Cancelled) is null)
                await client.EnrolAsync(ToEnrol(fault), DemoPeople.Photo(2, 0), cancellationToken: Cancelled);
            _enrolled.Add(ToEnrol(fault));
        });
        await Again(back, async () =>
        {
            // Either it was erased, or it is now; never is it there again.
            Assert.False(await client.EraseAsync(ToErase(fault), Cancelled) && _erased.Contains(ToErase(fault)), $"{fault}: an erasure is lost");
            _erased.Add(ToErase(fault));
        });
        foreach (var person in _enrolled)
            Assert.True((await client.VerifyAsync(person, DemoPeople.Photo(2, 0), Cancelled)).IsMatch, $"{fault}: {person}");
        foreach (var person in _erased)
            await Assert.ThrowsAsync<NotEnrolledException>(() => client.VerifyAsync(person, DemoPeople.Photo(1, 0), Cancelled));
        output.WriteLine($"{fault}: all goes on {Stopwatch.GetElapsedTime(back).TotalSeconds:F1} s after the store does");
    }

    /// <summary>Does it, or hears by a problem of its own kind why not.</summary>
    private static async Task Told(string what, List<string> heard, Func<Task> change)
    {
        var said = "done";
        try
        {
            await change();
        }
        catch (MoteClientException refusal)
        {
            said = refusal.Code;
            Assert.True(refusal is ServiceUnavailableException && refusal.Problem?.Status == 503, $"{what}: {refusal.Code} {refusal.Message}");
        }

        lock (heard)
            heard.Add($"{what}: {said}");
    }

    private static async Task Again(long back, Func<Task> change)
    {
        while (true)
        {
            try
            {
                await change();
                return;
            }
            catch (ServiceUnavailableException) when (Stopwatch.GetElapsedTime(back) < BackWithin)
            {
                // What it began while the store was in trouble has not ended yet.
            }
        }
    }

    private static string ToEnrol(StoreFault fault) => $"to-enrol-{fault}";

    private static string ToErase(StoreFault fault) => $"to-erase-{fault}";

    // Nothing is repeated, so that what one attempt hears is seen.
    private static ServiceProvider Once(SiloProcess silo) => new ServiceCollection().AddMoteClient(options =>
        (options.Address, options.ApiKey, options.Retries, options.AttemptTimeout) = (silo.Address, SiloProcess.OwnKey, 0, Patience)).BuildServiceProvider();
}
