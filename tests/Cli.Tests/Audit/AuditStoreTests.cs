using Microsoft.Extensions.DependencyInjection;
using Mote.Cli.Output;
using Mote.Client;
using Mote.Portraits.People;
using Mote.Portraits.Photos;

namespace Mote.Cli.Tests.Audit;

/// <summary>Two silos that enrolled the same people from the same photos, and an audit of what they stored.</summary>
public sealed class AuditStoreTests : IDisposable
{
    // As many as links are looked for among.
    private const int People = 20;
    private const ulong Population = 9;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    [Trait("Takes", "long")]
    public async Task Privacy_TwoStoresOfTheSamePeople_AttacksBothWhileTheyRunAndReportsNobody()
    {
        await using var here = await Enrolled("here");
        await using var there = await Enrolled("there", "--keys", _folder["keys-there"]);
        var labels = _folder.Write("groups.csv", ["identity,gender", .. Enumerable.Range(0, People).Select(i => $"{Name(i)},{Person.Of(Population, i).Group}")]);
        string[] arguments =
        [
            "audit", "privacy", "--json", "--store", _folder["here"], "--other-store", _folder["there"], "--other-keys", _folder["keys-there"], "--labels", labels, "--out", _folder["report"], "--permutations", "19",
        ];

        var audit = await MoteProcess.Run(arguments);

        Assert.True(audit.ExitCode == ExitCode.Done, audit.Errors);
        Assert.Contains("left out. Inversion: it takes photos", audit.Errors, StringComparison.Ordinal);
        Assert.Equal(People, audit.Json.GetProperty("subjects").GetInt32());
        var row = Assert.Single(audit.Json.GetProperty("privacy").EnumerateArray());
        Assert.Equal(("compact", "store", People), (row.GetProperty("template").GetString(), row.GetProperty("attacker").GetString(), row.GetProperty("templates").GetInt32()));
        Assert.InRange(row.GetProperty("permutationP").GetDouble(), 0.05, 1);
        Assert.InRange(row.GetProperty("dSysRaw").GetDouble(), 0, 1);
        Assert.DoesNotContain(Name(0), await File.ReadAllTextAsync(Path.Combine(_folder["report"], "report.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(audit.Output, (await MoteProcess.Run(arguments)).Output);

        // Whoever has the same store and no key cannot even open it.
        var locked = await MoteProcess.Run("audit", "privacy", "--store", _folder["there"], "--out", _folder["none"]);
        Assert.Equal(ExitCode.Failed, locked.ExitCode);
        Assert.Contains("key", locked.Errors, StringComparison.OrdinalIgnoreCase);

        var empty = await MoteProcess.Run("audit", "privacy", "--store", _folder["here"], "--realm", "another", "--out", _folder["none"]);
        Assert.Equal(ExitCode.Usage, empty.ExitCode);
        Assert.Contains("Nobody in realm 'another'", empty.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Privacy_StoreThatIsNotThere_IsNamedAndNotMade()
    {
        Directory.CreateDirectory(_folder["empty"]);
        var missing = await MoteProcess.Run("audit", "privacy", "--store", _folder["empty"], "--out", _folder["report"]);
        Assert.Equal(ExitCode.Failed, missing.ExitCode);
        Assert.Contains("There is no store", missing.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder["empty"]));

        var configuration = _folder.Write("silo.json", ["{ \"Mote\": { \"Storage\": { \"Provider\": \"tape\" } } }"]);
        var wrong = await MoteProcess.Run("audit", "privacy", "--store", configuration, "--out", _folder["report"]);
        Assert.Equal(ExitCode.Failed, wrong.ExitCode);
        Assert.Contains("Mote:Storage:Provider is 'tape'", wrong.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Give --store, or an evaluation set", "--store", ".", "--embeddings", "e.npy")]
    [InlineData("--other-store goes with --store.", "--other-store", ".")]
    [InlineData("There is no 'nowhere'", "--store", "nowhere")]
    [InlineData("--labels is missing", "--embeddings", "e.npy")]
    public async Task Privacy_OptionsThatDoNotGoTogether_AreNamed(string message, params string[] options)
    {
        var refused = await MoteProcess.Run([.. new[] { "audit", "privacy", "--out", _folder["report"] }, .. options]);
        Assert.Equal(ExitCode.Usage, refused.ExitCode);
        Assert.Contains(message, refused.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<MoteProcess> Enrolled(string data, params string[] keys)
    {
        var silo = MoteProcess.Start(["up", "--json", "--data", _folder[data], "--urls", "http://127.0.0.1:0", .. keys]);
        var started = await silo.Document();
        await using var services = new ServiceCollection()
            .AddMoteClient(options => (options.Address, options.ApiKey) = (new Uri(started.GetProperty("address").GetString()!), started.GetProperty("newKey").GetString()!))
            .BuildServiceProvider();
        var client = services.GetRequiredService<MoteClient>();
        await Parallel.ForAsync(0, People, TestContext.Current.CancellationToken, async (i, stop) =>
            await client.EnrolAsync(Name(i), PortraitStudio.Take(Person.Of(Population, i), 0).Jpeg, cancellationToken: stop));
        return silo;
    }

    private static string Name(int person) => $"synthetic-{person}";
}
