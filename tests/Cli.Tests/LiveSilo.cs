using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Mote.Cli.Output;
using Mote.Portraits.People;
using Mote.Portraits.Photos;
using Mote.Tests;

[assembly: AssemblyFixture(typeof(Mote.Cli.Tests.LiveSilo))]

namespace Mote.Cli.Tests;

/// <summary>
/// A small cohort made by <c>mote cohort build</c> from drawn photos, and a silo of <c>mote up</c> on it, both made when a
/// test first asks: the commands themselves are what is tested, so nothing else starts a silo here.
/// </summary>
public sealed class LiveSilo : IAsyncDisposable
{
    // Cohort people whose photos are read, a partition, and photos of each: enough for a pack, few enough to wait for.
    private const int People = 45, Photos = 2;

    // One of them is on no photo that is sharp enough, so a pair of both groups stays away.
    private static readonly int[] Blurred = [94, 95];

    // Of the people of the demo, far from those whom the demonstration enrols.
    private const int Somebody = 503, SomebodyElse = 504;

    /// <summary>The key of the service itself.</summary>
    public const string ServiceKey = "the-key-of-the-service";

    private const string Data = "data";

    private readonly TemporaryFolder _folder = new();
    private readonly Lock _drawing = new();
    private readonly Lazy<Task<(string File, JsonElement Built)>> _cohort;
    private readonly Lazy<Task<(MoteProcess Silo, JsonElement Started)>> _silo;

    public LiveSilo()
    {
        _cohort = new(Build);
        _silo = new(async () =>
        {
            var silo = await Up(Data);
            return (silo, await silo.Document());
        });
    }

    /// <summary>The folder of the models that come with Mote.</summary>
    public static string Models { get; } = Path.GetDirectoryName(SiloModels.Demo.Detector)!;

    /// <summary>The file of a photo of somebody.</summary>
    public string Own => Photo("own.jpg", Somebody, 0);

    /// <summary>Of the same person on another day.</summary>
    public string Another => Photo("another.jpg", Somebody, 1);

    /// <summary>Of somebody else.</summary>
    public string Stranger => Photo("stranger.jpg", SomebodyElse, 0);

    public string DataFolder => _folder[Data];

    /// <summary>The pack, sealed under the keys of <see cref="DataFolder"/>, and what the command said that built it.</summary>
    public Task<(string File, JsonElement Built)> Cohort() => _cohort.Value;

    /// <summary>What <c>mote up</c> said: its address and the new key.</summary>
    public async Task<(string Address, string Key)> Start()
    {
        var (_, started) = await _silo.Value;
        return (started.GetProperty("address").GetString()!, started.GetProperty("newKey").GetString()!);
    }

    /// <summary>Starts another silo in a folder of its own, or in one that was used before.</summary>
    internal async Task<MoteProcess> Up(string data, string address = "http://127.0.0.1:0") => MoteProcess.Start(
        // As any demonstration: the demo models make weak networks, too. And so loose that there is something to be stricter than.
        [("DOTNET_ENVIRONMENT", "Demo"), ("Mote__Certificate__MostFalseNonMatchRate", "1"), ("Mote__Enrolment__MostFalseMatchRate", "0.01"), ("Mote__ServiceKeys__0__Name", "provider"), ("Mote__ServiceKeys__0__Sha256", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ServiceKey))))],
        "up", "--json", "--models", Models, "--cohort", await CohortOf(data), "--data", _folder[data], "--urls", address);

    public async ValueTask DisposeAsync()
    {
        if (_silo.IsValueCreated && _silo.Value.IsCompletedSuccessfully)
            await (await _silo.Value).Silo.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>The pack as a silo with that data folder opens it.</summary>
    internal async Task<string> CohortOf(string data)
    {
        var (built, _) = await Cohort();
        var own = data == Data ? built : _folder[$"{data}.pack"];
        if (File.Exists(own))
            return own;
        var moved = await MoteProcess.Run("cohort", "move", built, "--data", DataFolder, "--to-data", _folder[data], "--out", own);
        return moved.ExitCode == ExitCode.Done ? own : throw new InvalidOperationException(moved.Errors);
    }

    private async Task<(string File, JsonElement Built)> Build()
    {
        List<string> labels = ["image,identity,group,partition"];
        foreach (var person in Enumerable.Range(0, 3 * People + 2).Except(Blurred))
        {
            var drawn = Mote.Portraits.People.Person.Of(Populations.Cohort, person);
            for (var photo = 0; photo < Photos; photo++)
            {
                File.WriteAllBytes(_folder[$"{person}-{photo}.jpg"], PortraitStudio.Take(drawn, photo).Jpeg);
                labels.Add($"{person}-{photo}.jpg,person-{person},{drawn.Group},cohort-{(person / 2 % 3) switch { 0 => "train", 1 => "validation", _ => "calibration" }}");
            }
        }

        // One that cannot be read: it is counted, and the rest goes on.
        File.WriteAllText(_folder["broken.jpg"], "not a photo");
        var build = await MoteProcess.Run(
            "cohort", "build", "--json", "--models", Models, "--photos", _folder.Root, "--labels", _folder.Write("labels.csv", [.. labels, "broken.jpg,broken,A,cohort-train"]),
            "--group", "group", "--recipes", "compact", "--out", _folder["cohort.pack"], "--data", DataFolder);
        return build.ExitCode == ExitCode.Done ? (_folder["cohort.pack"], build.Json) : throw new InvalidOperationException(build.Errors);
    }

    private string Photo(string name, int person, int photo)
    {
        var file = _folder[name];
        lock (_drawing)
        {
            if (!File.Exists(file))
                File.WriteAllBytes(file, DemoPeople.Photo(person, photo));
        }

        return file;
    }
}
