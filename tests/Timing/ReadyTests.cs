using System.Diagnostics;
using Mote.Tests;

namespace Mote.Timing;

/// <summary>Ready means warm: whoever asks first after a start waits no longer than whoever comes later.</summary>
public sealed class ReadyTests(ITestOutputHelper output) : IDisposable
{
    private const int Starts = 3;
    private const int Next = 30;
    private const double MostTimesLater = 2;
    private const string Subject = "ada";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-ready-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Takes", "long")]
    public Task FirstVerification_DemoModels_IsAsQuickAsTheNext() =>
        FirstIsAsQuick(SiloProcess.Of(DemoPeople.Settings(_folder.FullName)), DemoPeople.Photo(0, 0), DemoPeople.Photo(0, 0));

    [Fact]
    public Task FirstVerification_RealModels_IsAsQuickAsTheNext()
    {
        var person = Person.First(1).Single();
        return FirstIsAsQuick(Person.Silo(_folder.FullName), File.ReadAllBytes(person.Enrol), File.ReadAllBytes(person.Probes[0]));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task FirstIsAsQuick(SiloProcess silo, byte[] reference, byte[] probe)
    {
        await using var running = silo;
        await silo.Start();
        await silo.Client.EnrolAsync(Subject, reference, cancellationToken: Cancelled);
        using (var caller = silo.Caller())
            await Verify(caller, probe);

        List<double> ratios = [];
        for (var start = 0; start < Starts; start++)
        {
            await silo.Stop();
            await silo.Start();
            using var caller = silo.Caller();
            var first = await Verify(caller, probe);
            List<TimeSpan> next = [];
            while (next.Count < Next)
                next.Add(await Verify(caller, probe));
            var median = next.Order().ElementAt(Next / 2);
            output.WriteLine($"first {first.TotalMilliseconds:F1} ms, median of the next {Next} {median.TotalMilliseconds:F1} ms: {first / median:F2} times");
            ratios.Add(first / median);
        }

        // Not each of them, for what else the machine does can make one longer.
        Assert.InRange(ratios.Order().ElementAt(Starts / 2), 0, MostTimesLater);
    }

    private static async Task<TimeSpan> Verify(HttpClient caller, byte[] probe)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(probe), "photo", "photo.jpg" } };
        var start = Stopwatch.GetTimestamp();
        using var answer = await caller.PostAsync(new Uri($"/v1/identities/{Subject}/verify", UriKind.Relative), form, Cancelled);
        await answer.Content.ReadAsByteArrayAsync(Cancelled);
        var took = Stopwatch.GetElapsedTime(start);
        answer.EnsureSuccessStatusCode();
        return took;
    }
}
