using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Mote.Protocol;
using Mote.Recognition.Calibration;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Protection.Records;
using Mote.Silo.Keys;
using Mote.Tests;

namespace Mote.Silo.Tests;

public sealed class HostingTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-hosting-");

    // Of the key that the plan names first.
    private const string FirstHash = "5842e455d703f22686320b3d64d9f3566f7112c0bd8742ef08021df736481367";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(_folder.FullName, "mote.db");

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:0")]
    [InlineData("http://+:0")]
    [InlineData("http://[::]:0")]
    [InlineData("HTTP://*:0")]
    [InlineData("http://door.example:0")]
    [InlineData("http://localhost.example:0")]
    [InlineData("http://127.0.0.1:0;http://10.1.2.3:0")]
    public void Build_PlainHttpBeyondThisMachine_IsRefused(string urls)
    {
        var plan = TwoRealms.Plan(_folder.FullName).With(("urls", urls));
        Assert.Contains("https", Assert.Throws<OptionsValidationException>(() => TestSilo.Of(plan)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1:7270")]
    [InlineData("http//127.0.0.1")]
    public void Build_NoAddress_SaysHowOneLooks(string urls)
    {
        var plan = TwoRealms.Plan(_folder.FullName).With(("urls", urls));
        Assert.Contains("http://127.0.0.1:7270", Assert.Throws<OptionsValidationException>(() => TestSilo.Of(plan)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http_ports", "8080")]
    [InlineData("Kestrel:Endpoints:Back:Url", "http://*:0")]
    public void Build_PlainHttpByAnotherSetting_IsRefused(string key, string value)
    {
        var plan = TwoRealms.Plan(_folder.FullName).With(("urls", ""), (key, value));
        Assert.Contains("https", Assert.Throws<OptionsValidationException>(() => TestSilo.Of(plan)).Message, StringComparison.Ordinal);
    }

    /// <summary>What only the server itself knows is found once it is bound, and nothing of it stays open.</summary>
    [Fact]
    public async Task Start_PlainHttpByCode_IsRefusedAndClosed()
    {
        await using var silo = TestSilo.Of(TwoRealms.Plan(_folder.FullName));
        silo.App.Urls.Add("http://*:0");
        var bound = silo.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => silo.Start(Cancelled));

        Assert.Contains("without encryption", refusal.Message, StringComparison.Ordinal);
        Assert.All(bound, address => Assert.ThrowsAny<SocketException>(() => new TcpClient("127.0.0.1", BindingAddress.Parse(address).Port).Dispose()));
    }

    [Theory]
    [InlineData("http://127.0.0.2:0")]
    [InlineData("http://[::1]:0")]
    [InlineData("http://unix:SOCKET")]
    public async Task Start_PlainHttpWithinThisMachine_IsServed(string urls)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs more loopback addresses than one, as Linux has them.");
        var plan = TwoRealms.Plan(_folder.FullName).With(("urls", urls.Replace("SOCKET", Path.Combine(_folder.FullName, "s"), StringComparison.Ordinal)), ("http_ports", "8080"));
        await using var silo = await TestSilo.Start(plan, Cancelled);
    }

    [Theory]
    [InlineData("Mote:ApiKeys:0:Sha256", "the key itself", "never the key")]
    [InlineData("Mote:ApiKeys:0:Realm", "a b", "Realm")]
    [InlineData("Mote:ApiKeys:0:Scopes:0", "everything", "none of verify, explain, people")]
    [InlineData("Mote:ApiKeys:0:Role", "Door", "none of door, reception, operator, auditor, administrator")]
    [InlineData("Mote:ApiKeys:0:Doors:0", "the north door", "Doors names 'the north door'")]
    [InlineData("Mote:ApiKeys:1:Sha256", FirstHash, "one and the same key")]
    [InlineData("Mote:Cohort", "", "mote cohort build")]
    [InlineData("Mote:Embedder", "/nowhere.onnx", "/nowhere.onnx")]
    [InlineData("Mote:Cluster:SiloPort", "11111", "Mote:Cluster:SiloPort is gone")]
    [InlineData("Mote:Storage:Provider", "paper", "sqlite")]
    [InlineData("Mote:Keys:Provider", "paper", "keyvault")]
    [InlineData("Mote:Keys:Provider", "keyvault", "Mote:Keys:KeyVault:Uri")]
    [InlineData("Mote:Keys:Folder", "", "mote keys new")]
    [InlineData("Mote:Keys:Folder", "/nowhere", "mote keys new")]
    [InlineData("Mote:Keys:KeptSeconds", "1", "Mote:Keys:KeptSeconds is 2 to 3600.")]
    [InlineData("Mote:Keys:Realms:one:Provider", "file", "Mote:Keys:Realms:one:Folder is not set")]
    [InlineData("Mote:EmbedderPool:Concurrency", "0", "1 to 256")]
    [InlineData("Mote:TrainingGate:QueueLimit", "-1", "0 to 4096")]
    [InlineData("Mote:TrainingGate:BatchSize", "0", "Mote:TrainingGate:BatchSize is 1 to 64.")]
    [InlineData("Mote:Enrolment:MostFalseMatchRate", "0.00001", "is below TargetFalseMatchRate 0.0001")]
    [InlineData("Mote:Enrolment:Realms:one:TargetFalseMatchRate", "2", "Mote:Enrolment:Realms:one:TargetFalseMatchRate is 2")]
    [InlineData("Mote:Enrolment:Doors:north:TargetFalseMatchRate", "0.2", "Mote:Enrolment:Doors:north:TargetFalseMatchRate is 0.2, above the realm's ceiling 0.1")]
    [InlineData("Mote:ApiKeys:2:TargetFalseMatchRate", "1", "Mote:ApiKeys:2:TargetFalseMatchRate is 1: give a rate above 0 and below 1")]
    [InlineData("Mote:ApiKeys:2:TargetFalseMatchRate", "0.2", "Mote:ApiKeys:2:TargetFalseMatchRate is 0.2, above the realm's ceiling 0.1")]
    [InlineData("Mote:Fairness:Policy", "just", "Mote:Fairness:Policy is 'just', and the cohort pack carries none, balanced")]
    public async Task Start_WrongSetting_SaysHowToMend(string key, string value, string expected)
    {
        var plan = TwoRealms.Plan(_folder.FullName).With((key, value));
        var failure = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await using var silo = TestSilo.Of(plan);
            await silo.Start(Cancelled);
        });
        Assert.Contains(expected, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_DemoEmbedderInProduction_IsRefusedWithTheCommandThatMendsIt()
    {
        await using var silo = TestSilo.Of(TwoRealms.Plan(_folder.FullName) with { Environment = "Production" });
        var failure = await Assert.ThrowsAnyAsync<OptionsValidationException>(() => silo.Start(Cancelled));
        Assert.Contains("mote models get mobilefacenet", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Demo")]
    [InlineData("Development")]
    public async Task Start_DemoEmbedderElsewhere_IsReady(string environment)
    {
        await using var silo = await TestSilo.Start(TwoRealms.Plan(_folder.FullName) with { Environment = environment }, Cancelled);
        using var http = TwoRealms.Caller(silo, null);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/ready", Cancelled)).StatusCode);
    }

    [Fact]
    public async Task Start_NoKeys_IsRefused()
    {
        var plan = TwoRealms.Plan(_folder.FullName) with { Callers = [] };
        await using var silo = TestSilo.Of(plan);
        var failure = await Assert.ThrowsAnyAsync<OptionsValidationException>(() => silo.Start(Cancelled));
        Assert.Contains("No API key is configured", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Route_ThatNamesNoScope_IsNobodys()
    {
        await using var silo = TestSilo.Of(TwoRealms.Plan(_folder.FullName));
        silo.App.MapGet("/v1/forgotten", () => "open to all");
        await silo.Start(Cancelled);
        using var http = TwoRealms.Caller(silo);
        Assert.Equal(HttpStatusCode.Forbidden, (await http.GetAsync("/v1/forgotten", Cancelled)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/v1/nowhere", Cancelled)).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await http.PatchAsync("/v1/identities/ada", null, Cancelled)).StatusCode);
    }

    [Fact]
    public async Task Https_WithACertificate_IsServed()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        var file = Path.Combine(_folder.FullName, "silo.pfx");
        await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pfx, "secret"), Cancelled);
        var plan = TwoRealms.Plan(_folder.FullName).With(("urls", "https://127.0.0.1:0"), ("Kestrel:Certificates:Default:Path", file), ("Kestrel:Certificates:Default:Password", "secret"));
        await With(plan, async silo =>
        {
            using var handler = new HttpClientHandler
            {
                ServerCertificateCustomValidationCallback = (_, presented, _, _) => presented!.Thumbprint == certificate.Thumbprint,
            };
            using var http = TwoRealms.Caller(silo, handler: handler);
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/v1/identities", Cancelled)).StatusCode);
        });
    }

    [Fact]
    public async Task Health_StoreLocked_IsAliveButNotReady()
    {
        await With(TwoRealms.Plan(_folder.FullName), async silo =>
        {
            using var http = TwoRealms.Caller(silo, null);
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/ready", Cancelled)).StatusCode);
            await using var other = new SqliteConnection($"Data Source={Database};Pooling=False");
            await other.OpenAsync(Cancelled);
            await using var hold = other.CreateCommand();
            hold.CommandText = "BEGIN IMMEDIATE";
            await hold.ExecuteNonQueryAsync(Cancelled);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.GetAsync("/health/ready", Cancelled)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/live", Cancelled)).StatusCode);
        });
    }

    [Fact]
    public async Task Verify_AfterARestartWithAnotherCohort_IsAMismatchByName()
    {
        await With(TwoRealms.Plan(_folder.FullName), Enrol);

        var other = Path.Combine(_folder.FullName, "other.pack");
        var pack = CohortPack.Load(DemoCohort.File).WithTails([new PooledTail(Recipe.Paper, 0, 1, 0.1, 1000, 1)]);
        await CohortPackFile.Seal(pack, other, new FileMasterKeys(TwoRealms.Plan(_folder.FullName).Keys), Cancelled);
        var plan = TwoRealms.Plan(_folder.FullName).With(("Mote:Cohort", other));
        await With(plan, async silo =>
        {
            await Refused(silo, HttpStatusCode.Conflict, ProblemCode.CohortMismatch);
            // Nor can it say whether a new photo is the person's: an operator has to.
            using var http = TwoRealms.Caller(silo);
            var refused = await Reenrol();
            Assert.Equal((409, ProblemCode.CohortMismatch), (refused!.Status, refused.Code));
            Assert.Contains("'force'", refused.Detail, StringComparison.Ordinal);
            Assert.Null(await Reenrol(("force", "true")));
            using var verified = await http.PostAsync("/v1/identities/ada/verify", TwoRealms.Form(TwoRealms.Photo()), Cancelled);
            Assert.Equal(HttpStatusCode.OK, verified.StatusCode);

            Task<Problem?> Reenrol(params (string, string)[] fields) => TwoRealms.Outcome(
                http, http.PostAsync("/v1/identities/ada/re-enrol", TwoRealms.Form(TwoRealms.Photo(), [("recipe", "single-unit"), .. fields]), Cancelled));
        });
    }

    /// <summary>Where nobody says otherwise, nobody is enrolled more loosely than the realm decides.</summary>
    [Fact]
    public async Task Enrol_LooserThanTheRealmsRate_IsRefusedWhereNoCeilingIsSet()
    {
        var plan = TwoRealms.Plan(_folder.FullName).With(("Mote:Enrolment:MostFalseMatchRate", null));
        await With(plan, async silo =>
        {
            using var http = TwoRealms.Caller(silo);
            using var loose = await http.PutAsync("/v1/identities/ada", TwoRealms.Form(TwoRealms.Photo(), ("recipe", "single-unit"), ("targetFalseMatchRate", "0.1")), Cancelled);
            var refused = await TwoRealms.ProblemOf(loose);
            Assert.Equal((HttpStatusCode.UnprocessableEntity, ProblemCode.RateAboveCeiling, 1e-4), (loose.StatusCode, refused.Code, refused.Bound));
            await Enrol(silo);
        });
    }

    [Fact]
    public async Task Verify_DamagedRecord_IsUnreadableByName()
    {
        await With(TwoRealms.Plan(_folder.FullName), Enrol);
        await using (var connection = new SqliteConnection($"Data Source={Database};Pooling=False"))
        {
            await connection.OpenAsync(Cancelled);
            await using var damage = connection.CreateCommand();
            damage.CommandText = "UPDATE state SET envelope = CAST(substr(envelope, 1, length(envelope) - 8) AS BLOB)";
            Assert.True(await damage.ExecuteNonQueryAsync(Cancelled) > 0);
        }

        await With(TwoRealms.Plan(_folder.FullName), async silo =>
        {
            // The other realms of the silo are served.
            using var anybody = TwoRealms.Caller(silo, null);
            Assert.Equal(HttpStatusCode.OK, (await anybody.GetAsync("/health/ready", Cancelled)).StatusCode);
            await Refused(silo, HttpStatusCode.InternalServerError, ProblemCode.StateUnreadable);
        });
    }

    [Fact]
    public async Task Verify_MoreThanThePoolHolds_IsOverloaded()
    {
        var plan = TwoRealms.Plan(_folder.FullName).With(("Mote:EmbedderPool:Concurrency", "1"), ("Mote:EmbedderPool:QueueLimit", "0"));
        await With(plan, async silo =>
        {
            await Enrol(silo);
            using var http = TwoRealms.Caller(silo);
            HttpResponseMessage? refused = null;
            // Until two meet, which on a busy machine they need not.
            while (refused is null)
            {
                var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => http.PostAsync("/v1/identities/ada/verify", TwoRealms.Form(TwoRealms.Photo()), Cancelled)));
                Assert.Contains(answers, answer => answer.IsSuccessStatusCode);
                refused = answers.FirstOrDefault(answer => !answer.IsSuccessStatusCode);
            }

            Assert.Equal(ProblemCode.Overloaded, (await TwoRealms.ProblemOf(refused)).Code);
            Assert.NotNull(refused.Headers.RetryAfter);
            // What is too much is said in a line, and is no error with a stack.
            var told = silo.Log.Where(line => line.Contains("Answered overloaded: Embedder pool", StringComparison.Ordinal)).ToArray();
            Assert.NotEmpty(told);
            Assert.All(told, line => Assert.Contains(" Warning ", line, StringComparison.Ordinal));
            Assert.DoesNotContain(silo.Log, line => line.Contains(" Error ", StringComparison.Ordinal) && line.Contains("Embedder pool", StringComparison.Ordinal));
        });
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private static async Task With(SiloPlan plan, Func<TestSilo, Task> act)
    {
        await using var silo = await TestSilo.Start(plan, Cancelled);
        await act(silo);
    }

    private static async Task Enrol(TestSilo silo)
    {
        using var http = TwoRealms.Caller(silo);
        Assert.Null(await TwoRealms.Outcome(http, http.PutAsync("/v1/identities/ada", TwoRealms.Form(TwoRealms.Photo(), ("recipe", "single-unit")), Cancelled)));
    }

    private static async Task Refused(TestSilo silo, HttpStatusCode status, string code)
    {
        using var http = TwoRealms.Caller(silo);
        using var answer = await http.PostAsync("/v1/identities/ada/verify", TwoRealms.Form(TwoRealms.Photo()), Cancelled);
        Assert.Equal((status, code), (answer.StatusCode, (await TwoRealms.ProblemOf(answer)).Code));
    }
}
