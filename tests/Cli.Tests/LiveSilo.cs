using System.Text.Json;
using Mote.Tests;

[assembly: AssemblyFixture(typeof(Mote.Cli.Tests.LiveSilo))]

namespace Mote.Cli.Tests;

/// <summary>
/// A small cohort made by <c>mote cohort build</c> from real photos, and a silo of <c>mote up</c> on it, both made when a
/// test first asks; what they hold of the photos goes with the folder.
/// </summary>
public sealed class LiveSilo : IAsyncDisposable
{
    // Photos of cohort people that are read, a group and partition: enough for a pack, few enough to wait for.
    private const int Photos = 45;

    private const string Data = "data";

    private readonly TemporaryFolder _folder = new();
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
        "up", "--json", "--models", SharedData.Path("models"), "--cohort", await CohortOf(data), "--data", _folder[data], "--urls", address);

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
        var (photos, labels) = (SharedData.Path("lfw/photos"), SharedData.Path("lfw/labels.csv"));
        var lines = await File.ReadAllLinesAsync(labels);
        // People with a second photo, for what varies within a person.
        var rows = lines.Skip(1).Select(line => line.Split(','))
            .Where(row => row[4].StartsWith("cohort-", StringComparison.Ordinal) && File.Exists(Path.Combine(photos, row[1])))
            .GroupBy(row => (Partition: row[4], Group: row[3]))
            .SelectMany(slice => slice.GroupBy(row => row[2]).OrderByDescending(person => Math.Min(2, person.Count())).SelectMany(person => person.Take(2)).Take(Photos));
        // One that cannot be read: it is counted, and the rest goes on.
        File.WriteAllText(_folder["broken.jpg"], "not a photo");
        var subset = _folder.Write("labels.csv", [lines[0], .. rows.Select(row => string.Join(',', row)), $"0,{_folder["broken.jpg"]},broken,F,cohort-train"]);

        var build = await MoteProcess.Run(
            "cohort", "build", "--json", "--models", SharedData.Path("models"), "--photos", photos, "--labels", subset, "--recipes", "compact", "--out", _folder["cohort.pack"],
            "--data", DataFolder);
        return build.ExitCode == ExitCode.Done ? (_folder["cohort.pack"], build.Json) : throw new InvalidOperationException(build.Errors);
    }
}
