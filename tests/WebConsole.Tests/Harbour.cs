using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Mote.Grains.Contracts.Access;
using Mote.Protocol;
using Mote.Tests;

namespace Mote.WebConsole.Tests;

/// <summary>A silo with the key of a harbour's operator, of its gate, and of an operator elsewhere.</summary>
public sealed class Harbour : IAsyncDisposable
{
    public const string OperatorKey = "the-key-of-an-operator";
    public const string GateKey = "the-key-of-a-gate";
    public const string AuditorKey = "the-key-of-an-auditor";
    public const string ChiefKey = "the-key-of-the-harbour-master";
    public const string TwoDoorsKey = "the-key-of-two-doors";
    public const string ServiceKey = "the-key-of-the-service";
    public const string ExpiredKey = "the-key-of-last-year";
    public const string OtherKey = "the-key-of-another-realm";

    private readonly DirectoryInfo _folder;
    private readonly TestSilo _silo;

    private Harbour(DirectoryInfo folder, TestSilo silo) => (_folder, _silo) = (folder, silo);

    public WebApplication App => _silo.App;

    public Uri Address => _silo.Address;

    /// <summary>Starts one.</summary>
    /// <param name="settings">Settings beside the usual ones.</param>
    public static Task<Harbour> Start(params (string Key, string? Value)[] settings) => Start(_ => { }, settings);

    /// <summary>Starts one.</summary>
    /// <param name="add">Adds services.</param>
    /// <param name="settings">Settings beside the usual ones.</param>
    public static async Task<Harbour> Start(Action<IServiceCollection> add, params (string Key, string? Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("mote-console-");
        return new Harbour(folder, await TestSilo.Start(Plan(folder, settings) with { Services = add }));
    }

    /// <summary>The same store and keys in a silo started anew.</summary>
    public Task<Harbour> Restart(params (string Key, string? Value)[] settings) => Restart(() => Task.CompletedTask, settings);

    /// <summary>The same with something done while it is stopped.</summary>
    public async Task<Harbour> Restart(Func<Task> meanwhile, params (string Key, string? Value)[] settings)
    {
        await _silo.DisposeAsync();
        await meanwhile();
        return new Harbour(_folder, await TestSilo.Start(Plan(_folder, settings)));
    }

    public string FileOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>A caller of the API.</summary>
    public HttpClient Api(string key = OperatorKey) => _silo.Caller(key);

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
        await _silo.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>The key that has that scope and no other.</summary>
    public static string KeyOf(Scope scope) => $"the-key-with-{scope}-alone";

    // As in every demonstration: the demo models make weak networks, too. And every route is tried with wrong keys in no time.
    private static SiloPlan Plan(DirectoryInfo folder, (string Key, string? Value)[] settings) => new SiloPlan(folder.FullName)
    {
        Callers = [new(OperatorKey, "reception", "harbour"), new(GateKey, "north gate", "harbour") { Scopes = ["verify", "explain"] }, new(OtherKey, "elsewhere", "airfield"),
            new(AuditorKey, "officer", "harbour") { Role = "auditor" },
            new(ChiefKey, "harbour master", "harbour") { Role = "administrator" },
            new(TwoDoorsKey, "two doors", "harbour") { Role = "door", Doors = ["east", "west"] },
            new(ExpiredKey, "former", "harbour") { Expires = DateTimeOffset.UnixEpoch },
            .. Enum.GetValues<Scope>().Where(scope => scope != Scope.Realms).Select(scope => new SiloCaller(KeyOf(scope), scope.Name(), "harbour") { Scopes = [scope.Name()] })],
    }.With([("Mote:Certificate:MostFalseNonMatchRate", "1"), ("Mote:Edge:MostRefused", "1000"), ("Mote:ServiceKeys:0:Name", "provider"), ("Mote:ServiceKeys:0:Sha256", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ServiceKey)))), .. settings]);
}
