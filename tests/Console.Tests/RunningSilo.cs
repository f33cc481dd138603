using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mote.Silo;
using Mote.Silo.Keys;

namespace Mote.Console.Tests;

/// <summary>A real silo in this process with the demo models, over real HTTP, with an operator's key, a gate's, and one of another realm.</summary>
public sealed class RunningSilo : IAsyncDisposable
{
    public const string OperatorKey = "the-key-of-an-operator";
    public const string GateKey = "the-key-of-a-gate";
    public const string OtherKey = "the-key-of-another-realm";

    private readonly DirectoryInfo _folder;

    private RunningSilo(DirectoryInfo folder, WebApplication app) => (_folder, App, Address) = (folder, app, new Uri(app.Urls.First()));

    public WebApplication App { get; }

    public Uri Address { get; }

    /// <summary>Starts one.</summary>
    /// <param name="settings">Settings beside the usual ones.</param>
    public static Task<RunningSilo> Start(params (string Key, string? Value)[] settings) => Start(_ => { }, settings);

    /// <summary>Starts one.</summary>
    /// <param name="add">Adds services.</param>
    /// <param name="settings">Settings beside the usual ones.</param>
    public static async Task<RunningSilo> Start(Action<IServiceCollection> add, params (string Key, string? Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("mote-console-");
        var app = Build(folder, settings, add);
        await app.StartAsync();
        return new RunningSilo(folder, app);
    }

    /// <summary>The same store and keys in a silo started anew.</summary>
    public async Task<RunningSilo> Restart(params (string Key, string? Value)[] settings)
    {
        await Stop();
        var app = Build(_folder, settings);
        await app.StartAsync();
        return new RunningSilo(_folder, app);
    }

    public string FileOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>A caller of the API.</summary>
    public HttpClient Api(string key = OperatorKey)
    {
        var http = new HttpClient { BaseAddress = Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return http;
    }

    /// <summary>Enrols over the API, by a threshold that the drawn faces' weak networks reach.</summary>
    public async Task Enrol(string subject, int person, string key = OperatorKey)
    {
        using var http = Api(key);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Faces.Of(person)), "photo", "photo.jpg" } };
        var answer = await http.PutAsync($"/v1/identities/{subject}", form, TestContext.Current.CancellationToken);
        while (answer.Headers.Location is { } follow && answer.StatusCode == HttpStatusCode.Accepted)
            answer = await http.GetAsync(follow, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Re-enrols over the API from another photo, whatever the network says of it.</summary>
    public async Task Reenrol(string subject, int person)
    {
        using var http = Api();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Faces.Of(person, 1)), "photo", "photo.jpg" }, { new StringContent("true"), "force" } };
        var answer = await http.PostAsync($"/v1/identities/{subject}/re-enrol", form, TestContext.Current.CancellationToken);
        while (answer.Headers.Location is { } follow && answer.StatusCode == HttpStatusCode.Accepted)
            answer = await http.GetAsync(follow, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Asks over the API whether a photo shows a person.</summary>
    public async Task<HttpStatusCode> Verify(string subject, byte[] photo, string? door = null)
    {
        using var http = Api(GateKey);
        if (door is not null)
            http.DefaultRequestHeaders.Add("Mote-Door", door);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(photo), "photo", "photo.jpg" } };
        using var answer = await http.PostAsync($"/v1/identities/{subject}/verify", form, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    /// <summary>Tries a stranger until the person is locked.</summary>
    public async Task LockOut(string subject, int stranger)
    {
        for (var photo = 0; await Verify(subject, Faces.Of(stranger, photo)) != HttpStatusCode.TooManyRequests; photo++)
            Assert.InRange(photo, 0, 20);
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        _folder.Delete(recursive: true);
    }

    private async Task Stop()
    {
        await App.StopAsync();
        await App.DisposeAsync();
    }

    private static WebApplication Build(DirectoryInfo folder, (string Key, string? Value)[] settings, Action<IServiceCollection>? add = null)
    {
        var models = Path.Combine((string)AppContext.GetData("Mote.Repository")!, "models");
        var keys = Path.Combine(folder.FullName, "keys");
        if (!Directory.Exists(keys))
            new FileMasterKeys(keys).Create();
        return MoteSilo.Build(["--environment", "Demo"], builder =>
        {
            builder.Configuration.Sources.Clear();
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["urls"] = "http://127.0.0.1:0",
                ["Mote:Detector"] = Path.Combine(models, "mote-demo-detector.onnx"),
                ["Mote:Embedder"] = Path.Combine(models, "mote-demo-embedder.onnx"),
                ["Mote:Cohort"] = Path.Combine(models, "mote-demo.cohort"),
                ["Mote:Certificate:MostFalseNonMatchRate"] = "1",
                ["Mote:Storage:Sqlite:Path"] = Path.Combine(folder.FullName, "mote.db"),
                ["Mote:Keys:Folder"] = keys,
                ["Mote:ApiKeys:0:Name"] = "reception",
                ["Mote:ApiKeys:0:Realm"] = "harbour",
                ["Mote:ApiKeys:0:Sha256"] = Hash(OperatorKey),
                ["Mote:ApiKeys:0:IsOperator"] = "true",
                ["Mote:ApiKeys:1:Name"] = "north gate",
                ["Mote:ApiKeys:1:Realm"] = "harbour",
                ["Mote:ApiKeys:1:Sha256"] = Hash(GateKey),
                ["Mote:ApiKeys:2:Name"] = "elsewhere",
                ["Mote:ApiKeys:2:Realm"] = "airfield",
                ["Mote:ApiKeys:2:Sha256"] = Hash(OtherKey),
                ["Mote:ApiKeys:2:IsOperator"] = "true",
            });
            builder.Configuration.AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => setting.Value));
            builder.Logging.ClearProviders();
            add?.Invoke(builder.Services);
        });
    }

    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
