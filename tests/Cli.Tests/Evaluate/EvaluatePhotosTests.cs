using Mote.Cli.Output;
using Mote.Tests;

namespace Mote.Cli.Tests.Evaluate;

/// <summary>Photos in place of embeddings, of a few people whose cohort is the one of the other tests.</summary>
public sealed class EvaluatePhotosTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Evaluate_Photos_CountsRefusedProbesAndReferences()
    {
        var (models, photos) = (SharedData.Path("models"), SharedData.Path("lfw/photos"));
        var lines = await File.ReadAllLinesAsync(SharedData.Path("lfw/labels.csv"), TestContext.Current.CancellationToken);
        string[][] rows = [.. lines.Skip(1).Select(line => line.Split(',')).Where(row => File.Exists(Path.Combine(photos, row[1])))];
        var cohort = rows.Where(row => row[4].StartsWith("cohort-", StringComparison.Ordinal))
            .GroupBy(row => row[2]).OrderByDescending(person => Math.Min(2, person.Count()))
            .GroupBy(person => (person.First()[3], person.First()[4])).SelectMany(part => part.Take(28)).SelectMany(person => person);
        var subjects = rows.Where(row => row[4] is "enrol" or "probe").GroupBy(row => row[2]).Take(6).SelectMany(person => person).ToArray();
        foreach (var row in cohort.Concat(subjects))
            Link(photos, row[1]);
        // One probe and one reference are no photos.
        var (probe, reference) = (subjects.First(row => row[4] == "probe"), subjects.Last(row => row[4] == "enrol"));
        foreach (var row in new[] { probe, reference })
        {
            File.Delete(_folder[$"photos/{row[1]}"]);
            await File.WriteAllBytesAsync(_folder[$"photos/{row[1]}"], [1, 2, 3], TestContext.Current.CancellationToken);
        }

        var labels = _folder.Write("labels.csv", [lines[0], .. cohort.Concat(subjects).Select(row => string.Join(',', row))]);
        var evaluated = await MoteProcess.Run("evaluate", "--json", "--models", models, "--photos", _folder["photos"], "--labels", labels, "--recipes", "cosine", "--out", _folder["out"]);

        Assert.Equal(ExitCode.Done, evaluated.ExitCode);
        var protocol = evaluated.Json.GetProperty("protocol");
        Assert.Equal((1, 1), (protocol.GetProperty("probesRefused").GetInt32(), protocol.GetProperty("referencesRefused").GetInt32()));
        Assert.Equal(2, protocol.GetProperty("refused").GetProperty("photo_unreadable").GetInt32());
        var recipe = evaluated.Json.GetProperty("recipes")[0];
        Assert.Equal(1.0 / 6, recipe.GetProperty("fte").GetDouble(), 9);
        var point = recipe.GetProperty("fnmrAtFmr").GetProperty("1e-2");
        var (fte, fta, fnmr) = (recipe.GetProperty("fte").GetDouble(), protocol.GetProperty("fta").GetDouble(), point.GetProperty("fnmr").GetDouble());
        Assert.Equal(fte + (1 - fte) * (fta + (1 - fta) * fnmr), point.GetProperty("gfrr").GetDouble(), 9);
    }

    public void Dispose() => _folder.Dispose();

    private void Link(string photos, string image)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[$"photos/{image}"])!);
        File.CreateSymbolicLink(_folder[$"photos/{image}"], Path.Combine(photos, image));
    }
}
