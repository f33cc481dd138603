using System.Net.Http.Headers;
using Mote.Tests;

namespace Mote.Cluster.Tests;

/// <summary>Ready means warm: whoever asks first makes a silo do next to nothing for the first time, on a machine as busy as it may be.</summary>
public sealed class WarmTests(ITestOutputHelper output) : IDisposable
{
    private const string Verify = "/v1/identities/ada/verify";

    // A timer of the silo's may do something for the first time just then, but not at every start.
    private const int Starts = 3;

    // A rate is read off by another formula here than there: which, depends on how far the score of a photo is.
    private const int Most = 1;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-warm-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>A photo of the person's in a form, or alone, and one of somebody else.</summary>
    [Fact]
    public async Task FirstVerification_AfterReady_DoesNextToNothingForTheFirstTime()
    {
        var told = Path.Combine(_folder.FullName, "first-times");
        await using var silo = await SiloProcess.Start(FirstTimes.Told(DemoPeople.Settings(_folder.FullName), told));
        await silo.Client.EnrolAsync("ada", DemoPeople.Photo(0, 0), cancellationToken: Cancelled);
        await silo.Stop();
        foreach (var (person, inForm) in new[] { (0, true), (0, false), (1, true) })
        {
            string[]? first = null;
            for (var start = 0; start < Starts && first is not { Length: <= Most }; start++)
            {
                await silo.Start();
                using (var caller = silo.Caller())
                using (var answer = await caller.PostAsync(new Uri(Verify, UriKind.Relative), Body(DemoPeople.Photo(person, 0), inForm), Cancelled))
                    Assert.True(answer.IsSuccessStatusCode);
                await silo.Stop();
                first = FirstTimes.While(Verify, told);
                output.WriteLine($"person {person}, in a form {inForm}, start {start}: {string.Join(", ", first)}");
            }

            Assert.InRange(first!.Length, 0, Most);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static HttpContent Body(byte[] photo, bool inForm)
    {
        var file = new ByteArrayContent(photo) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } };
        return inForm ? new MultipartFormDataContent { { file, "photo", "photo.jpg" } } : file;
    }
}
