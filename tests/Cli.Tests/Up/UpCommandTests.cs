using Mote.Cli.Output;

namespace Mote.Cli.Tests.Up;

public sealed class UpCommandTests(LiveSilo live) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Up_StoppedAndStartedAgain_KeepsPeopleAndShowsNoKeyTwice()
    {
        var photo = live.Own;
        string key;
        await using (var first = await live.Up("restarted"))
        {
            var started = await first.Document();
            key = started.GetProperty("newKey").GetString()!;
            var enrolled = await Client(key, "enroll", "al", photo, "--address", started.GetProperty("address").GetString()!);
            Assert.True(enrolled.ExitCode == ExitCode.Done, enrolled.Errors);

            var stopped = await first.Stop();
            Assert.Equal((ExitCode.Done, ""), (stopped.ExitCode, stopped.Output));
            Assert.DoesNotContain(key, stopped.Errors, StringComparison.Ordinal);
        }

        await using var second = await live.Up("restarted");
        var restarted = await second.Document();
        Assert.Equal(System.Text.Json.JsonValueKind.Null, restarted.GetProperty("newKey").ValueKind);
        Assert.Equal(ExitCode.Done, (await Client(key, "verify", "al", photo, "--address", restarted.GetProperty("address").GetString()!)).ExitCode);
    }

    [Fact]
    public async Task Up_KeyNowhereAmongTheData()
    {
        var (_, key) = await live.Start();

        Assert.All(Directory.GetFiles(live.DataFolder), file => Assert.Equal(-1, Bytes(file).IndexOf(System.Text.Encoding.UTF8.GetBytes(key))));

        static ReadOnlySpan<byte> Bytes(string file)
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        }
    }

    [Fact]
    public async Task Up_AddressTaken_FailsAndStillShowsTheKeyOfTheNextStart()
    {
        var (taken, _) = await live.Start();
        await using (var silo = await live.Up("refused", taken))
        {
            var failed = await silo.Finish();
            Assert.Equal((ExitCode.Failed, "failed"), (failed.ExitCode, failed.Json.GetProperty("code").GetString()));
            Assert.Contains("address already in use", failed.Errors, StringComparison.OrdinalIgnoreCase);
        }

        await using var next = await live.Up("refused");
        Assert.StartsWith("mote_", (await next.Document()).GetProperty("newKey").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Up_PlainHttpBeyondThisMachine_IsRefused()
    {
        await using var silo = await live.Up("exposed", "http://0.0.0.0:0");

        var failed = await silo.Finish();
        Assert.Equal(ExitCode.Failed, failed.ExitCode);
        Assert.Contains("use https with a certificate", failed.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Up_NoFiles_RunsOnTheDemoModelsAndSaysWhatTheyAre()
    {
        await using var silo = MoteProcess.Start("up", "--json", "--data", _folder["demo"], "--urls", "http://127.0.0.1:0");
        var started = await silo.Document();
        var photo = Path.Combine(_folder.Root, "somebody.jpg");
        await File.WriteAllBytesAsync(photo, Mote.Portraits.Photos.PortraitStudio.Take(Mote.Portraits.People.Person.Of(9, 1), 0).Jpeg, TestContext.Current.CancellationToken);
        string[] address = ["--address", started.GetProperty("address").GetString()!];
        var key = started.GetProperty("newKey").GetString()!;
        Assert.Equal(ExitCode.Done, (await Client(key, ["enroll", "somebody", photo, .. address])).ExitCode);
        Assert.Equal(ExitCode.Done, (await Client(key, ["verify", "somebody", photo, .. address])).ExitCode);
        Assert.Contains("they know synthetic faces only", (await silo.Stop()).Errors, StringComparison.Ordinal);
    }

    /// <summary>It says what it is, and which settings of the machine are not asked; a database that was here and is gone is not begun anew.</summary>
    [Fact]
    public async Task Up_SaysWhatItIsAndWhatDoesNotCount_AndMissesItsDatabase()
    {
        string[] up = ["up", "--json", "--data", _folder["said"], "--urls", "http://127.0.0.1:0"];
        await using (var silo = MoteProcess.Start([("Mote__Storage__Sqlite__Path", "/elsewhere/mote.db"), ("Mote__Lockout__MostNonMatches", "5")], up))
        {
            var started = await silo.Document();
            Assert.Equal(0, started.GetProperty("people").GetProperty("default").GetInt32());
            Assert.Contains(_folder["said"], started.GetProperty("store")[0].GetString(), StringComparison.Ordinal);
            var errors = (await silo.Stop()).Errors;
            Assert.Contains("not counting here, since 'mote up' has its own ('mote up --help'): Mote:Storage:Sqlite:Path. ", errors, StringComparison.Ordinal);
            Assert.Contains("Realms: default (0 people).", errors, StringComparison.Ordinal);
        }

        File.Delete(Path.Combine(_folder["said"], "mote.db"));
        var gone = await MoteProcess.Run(up);
        Assert.Equal(ExitCode.Failed, gone.ExitCode);
        Assert.Matches("^The database '.*mote.db' is gone, or empty, .*name another folder with --data\\.\n$", gone.Errors);
        Assert.False(File.Exists(Path.Combine(_folder["said"], "mote.db")));
    }

    [Fact]
    public async Task Up_NoFilesInProduction_IsRefusedWithTheCommandThatMendsIt()
    {
        var silo = await MoteProcess.Run([("DOTNET_ENVIRONMENT", "Production")], "up", "--data", _folder["demo"], "--urls", "http://127.0.0.1:0");
        Assert.Equal(ExitCode.Failed, silo.ExitCode);
        Assert.Contains("mote models get mobilefacenet", silo.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Up_CohortIsNone_SaysSo()
    {
        var (models, cohort) = (LiveSilo.Models, _folder.Write("cohort.pack", "not a pack"));

        var damaged = await MoteProcess.Run("up", "--models", models, "--cohort", cohort, "--data", _folder["data"], "--urls", "http://127.0.0.1:0");
        Assert.Equal(ExitCode.Failed, damaged.ExitCode);
        Assert.Equal($"Mote:Cohort is '{cohort}': The file is not a cohort pack: make one with 'mote cohort build'.\n", damaged.Errors);

        var missing = await MoteProcess.Run("up", "--models", models, "--cohort", _folder["none.pack"], "--data", _folder["data"]);
        Assert.Equal(ExitCode.Usage, missing.ExitCode);
        Assert.Contains("make one with 'mote cohort build'", missing.Errors, StringComparison.Ordinal);

        var unnamed = await MoteProcess.Run("up", "--models", models, "--data", _folder["data"]);
        Assert.Equal(ExitCode.Usage, unnamed.ExitCode);
        Assert.Contains("--cohort names the one of that embedder", unnamed.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static Task<MoteProcess.Finished> Client(string key, params string[] arguments) => MoteProcess.Run([("MOTE_API_KEY", key)], arguments);
}
