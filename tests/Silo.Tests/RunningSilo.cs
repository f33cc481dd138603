using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mote.Protocol;
using Mote.Recognition.Protection;
using Mote.Silo.Keys;
using Mote.Tests;

namespace Mote.Silo.Tests;

/// <summary>A real silo in this process, over real HTTP, with two callers of different realms.</summary>
public sealed class RunningSilo : IAsyncLifetime
{
    private const string Key = "key-of-the-first-realm";
    public const string DoorKey = "key-of-a-door";
    public const string OtherKey = "key-of-the-other-realm";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-silo-");
    private readonly Dictionary<string, HttpClient> _callers = [];
    private WebApplication? _app;

    public string Database => Path.Combine(_folder.FullName, "mote.db");

    /// <summary>A caller of the first realm. Skips the running test where the silo has nothing to run on.</summary>
    public HttpClient Http => Running(Key);

    public HttpClient Other => Running(OtherKey);

    /// <summary>A door of the first realm.</summary>
    public HttpClient Door => Running(DoorKey);

    public HttpClient Nobody => Running("");

    public static byte[] Photo(string image = "Aaron_Peirsol/Aaron_Peirsol_0001.jpg") => File.ReadAllBytes(SharedData.Path($"lfw/photos/{image}"));

    public static Dictionary<string, string?> Settings(string database)
    {
        using var master = CurrentKey(database);
        return Settings(database, TestCohort.SiloSettings(Path.GetDirectoryName(database)!, master));
    }

    private static Dictionary<string, string?> Settings(string database, Dictionary<string, string> models) => new(models.Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), (string?)setting.Value)))
    {
        ["urls"] = "http://127.0.0.1:0",
        // So loose that a wrongly accepted face is soon found.
        ["Mote:Enrolment:MostFalseMatchRate"] = "0.1",
        ["Mote:Storage:Sqlite:Path"] = database,
        ["Mote:Keys:Folder"] = Keys(database),
        ["Mote:ApiKeys:0:Name"] = "one",
        ["Mote:ApiKeys:0:Realm"] = "one",
        ["Mote:ApiKeys:0:Sha256"] = Hash(Key),
        ["Mote:ApiKeys:0:IsOperator"] = "true",
        ["Mote:ApiKeys:1:Name"] = "other",
        ["Mote:ApiKeys:1:Realm"] = "other",
        ["Mote:ApiKeys:1:Sha256"] = Hash(OtherKey),
        ["Mote:ApiKeys:1:IsOperator"] = "true",
        ["Mote:ApiKeys:2:Name"] = "door",
        ["Mote:ApiKeys:2:Realm"] = "one",
        ["Mote:ApiKeys:2:Sha256"] = Hash(DoorKey),
    };

    /// <summary>The folder of the master keys beside a database, with a first key in it.</summary>
    public static string Keys(string database)
    {
        var folder = Path.Combine(Path.GetDirectoryName(database)!, "keys");
        if (!Directory.Exists(folder))
            new FileMasterKeys(folder).Create();
        return folder;
    }

    /// <summary>The one of them that is sealed under.</summary>
    private static MasterKey CurrentKey(string database)
    {
        var keys = new FileMasterKeys(Keys(database));
        var version = keys.VersionsAsync("", default).AsTask().Result[^1];
        return keys.FindAsync("", version, default).AsTask().Result!;
    }

    /// <summary>The same with the models that come with Mote, which know synthetic faces only.</summary>
    public static Dictionary<string, string?> DemoSettings(string database)
    {
        var models = Path.Combine((string)AppContext.GetData("Mote.Repository")!, "models");
        return Settings(database, new Dictionary<string, string>
        {
            ["Mote__Detector"] = Path.Combine(models, "mote-demo-detector.onnx"),
            ["Mote__Embedder"] = Path.Combine(models, "mote-demo-embedder.onnx"),
            ["Mote__Cohort"] = Path.Combine(models, "mote-demo.cohort"),
        });
    }

    public static WebApplication Build(Dictionary<string, string?> settings, string environment = "Production", Action<IServiceCollection>? configure = null) => MoteSilo.Build(["--environment", environment], builder =>
    {
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.ClearProviders();
        configure?.Invoke(builder.Services);
    });

    public static HttpClient Caller(WebApplication app, string? key = Key, HttpMessageHandler? handler = null)
    {
        var http = new HttpClient(handler ?? new HttpClientHandler()) { BaseAddress = new Uri(app.Urls.First()) };
        if (key is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return http;
    }

    public async ValueTask InitializeAsync()
    {
        if (SharedData.Absence is not null)
            return;
        _app = Build(Settings(Database));
        await _app.StartAsync();
        foreach (var key in new[] { Key, OtherKey, DoorKey, "" })
            _callers[key] = Caller(_app, key is "" ? null : key);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    public static MultipartFormDataContent Form(byte[]? photo, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent { { new StringContent("ignored"), "unknown" } };
        if (photo is not null)
            form.Add(new ByteArrayContent(photo), "photo", "photo.jpg");
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), name);
        return form;
    }

    /// <summary>Enrols by the quickest recipe, and waits for the end: the same operation sent again is answered, whatever the machine has to do besides.</summary>
    public async Task<HttpResponseMessage> Enrol(string subject, string? operation = null, params (string Name, string Value)[] fields)
    {
        operation ??= Guid.NewGuid().ToString();
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, $"/v1/identities/{subject}") { Content = Form(Photo(), fields is [] ? [("recipe", "single-unit")] : fields) };
            request.Headers.Add("Idempotency-Key", operation);
            var answer = await Http.SendAsync(request, TestContext.Current.CancellationToken);
            if (answer.StatusCode != HttpStatusCode.Accepted)
                return answer;
            answer.Dispose();
        }
    }

    public static async Task<Problem> ProblemOf(HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = (await response.Content.ReadFromJsonAsync(ProtocolJson.Default.Problem, TestContext.Current.CancellationToken))!;
        Assert.Equal((int)response.StatusCode, problem.Status);
        Assert.NotEmpty(problem.Detail);
        return problem;
    }

    /// <summary>Why an operation was refused, at once or at its end, however long that takes; null where it succeeded.</summary>
    public static async Task<Problem?> Outcome(HttpClient http, Task<HttpResponseMessage> enrolling)
    {
        using var response = await enrolling;
        if (!response.IsSuccessStatusCode)
            return await ProblemOf(response);
        var operation = (await response.Content.ReadFromJsonAsync(ProtocolJson.Default.EnrolmentOperation, TestContext.Current.CancellationToken))!;
        while (operation.State == EnrolmentState.Running)
            operation = (await http.GetFromJsonAsync($"/v1/identities/{operation.Subject}/operations/{operation.Id}", ProtocolJson.Default.EnrolmentOperation, TestContext.Current.CancellationToken))!;
        return operation.Problem;
    }

    private HttpClient Running(string key)
    {
        if (SharedData.Absence is { } reason)
            Assert.Skip(reason);
        return _callers[key];
    }

    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
