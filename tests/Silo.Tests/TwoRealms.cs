using System.Net;
using System.Net.Http.Json;
using Mote.Protocol;
using Mote.Recognition.Protection.Keys;
using Mote.Silo.Keys;
using Mote.Tests;

namespace Mote.Silo.Tests;

/// <summary>A silo that two realms share: their operators, a door of the first, and nobody.</summary>
public sealed class TwoRealms : IAsyncLifetime
{
    public const string Key = "key-of-the-first-realm";
    public const string DoorKey = "key-of-a-door";
    public const string DeskKey = "key-of-a-front-desk";
    public const string NorthKey = "key-of-the-north-door";
    public const string OtherKey = "key-of-the-other-realm";

    public const string SidesKey = "key-of-two-doors";

    // Of the people of the demo, far from those whom tests choose by number.
    private const int Somebody = 500, SomebodyElse = 501;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-silo-");
    private TestSilo? _silo;

    /// <summary>An operator of the first realm.</summary>
    public HttpClient Http { get; private set; } = null!;

    public HttpClient Other { get; private set; } = null!;

    /// <summary>A door of the first realm.</summary>
    public HttpClient Door { get; private set; } = null!;

    public HttpClient Nobody { get; private set; } = null!;

    /// <summary>Whoever has that key.</summary>
    public HttpClient As(string key) => Caller(_silo!, key);

    /// <summary>A photo of the person whom most tests enrol.</summary>
    public static byte[] Photo(int number = 0) => DemoPeople.Photo(Somebody, number);

    /// <summary>A photo of another.</summary>
    public static byte[] Stranger => DemoPeople.Photo(SomebodyElse, 0);

    /// <summary>What such a silo is made of, its cohort sealed under the current one of its keys.</summary>
    public static SiloPlan Plan(string folder)
    {
        var plan = new SiloPlan(folder)
        {
            Callers =
            [
                new(Key, "one", "one"),
                new(OtherKey, "other", "other"),
                new(DoorKey, "door", "one", IsOperator: false),
                new(NorthKey, "key of the north", "one", IsOperator: false) { Doors = ["north"] },
                new(SidesKey, "key of the sides", "one") { Role = "door", Doors = ["west", "east"] },
                new(DeskKey, "desk", "one") { Role = "reception", Scopes = ["explain"] },
            ],
        };
        using var master = CurrentKey(plan.Keys);
        // So loose that a wrongly accepted face is soon found, and as any demonstration: the demo models make weak networks, too.
        return plan.With(
            ("Mote:Cohort", SealedCohort.Write(DemoCohort.File, folder, master)),
            ("Mote:Enrolment:MostFalseMatchRate", "0.1"),
            ("Mote:Certificate:MostFalseNonMatchRate", "1"));
    }

    /// <summary>Calls a silo.</summary>
    public static HttpClient Caller(TestSilo silo, string? key = Key, HttpMessageHandler? handler = null) => silo.Caller(key, handler);

    public async ValueTask InitializeAsync()
    {
        _silo = await TestSilo.Start(Plan(_folder.FullName));
        (Http, Other, Door, Nobody) = (Caller(_silo), Caller(_silo, OtherKey), Caller(_silo, DoorKey), Caller(_silo, null));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var caller in new[] { Http, Other, Door, Nobody })
            caller?.Dispose();
        if (_silo is not null)
            await _silo.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    public static MultipartFormDataContent Form(byte[]? photo, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        if (photo is not null)
            form.Add(new ByteArrayContent(photo), "photo", "photo.jpg");
        // A form of nothing at all is none.
        if (photo is null && fields is [])
            fields = [("targetFalseMatchRate", "0.0001")];
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

    private static MasterKey CurrentKey(string folder)
    {
        var keys = new FileMasterKeys(folder);
        var version = keys.VersionsAsync("", default).AsTask().Result[^1];
        return keys.FindAsync("", version, default).AsTask().Result!;
    }
}
