using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using MathNet.Numerics.Distributions;
using Mote.Cli.Output;
using Mote.Recognition.Randomness;

namespace Mote.Cli.Tests.Audit;

/// <summary>The command on people who do not exist: each a random direction, each photo near it.</summary>
public sealed class AuditCommandTests : IDisposable
{
    private const int Dimension = 64;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Privacy_VectorsAndSingleUnits_WritesARowForEveryAttackerAndKeepsTheRest()
    {
        var (embeddings, labels) = MadeUpPeople(subjects: 30);
        string[] arguments = ["audit", "privacy", "--json", "--embeddings", embeddings, "--labels", labels, "--out", _folder["report"], "--recipes", "cosine,single-unit", "--permutations", "19", "--versions", "1", "--seed", "3"];

        var audit = await MoteProcess.Run(arguments);

        Assert.Equal((ExitCode.Done, ""), (audit.ExitCode, audit.ExitCode == ExitCode.Done ? "" : audit.Errors));
        var rows = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_folder["report"], "report.json"), TestContext.Current.CancellationToken)).RootElement.GetProperty("privacy").EnumerateArray().ToArray();
        Assert.Equal(
            from template in new[] { "vector", "single-unit" } from attacker in new[] { "store", "store-and-keys", "api" } select (template, attacker),
            rows.Select(row => (row.GetProperty("template").GetString()!, row.GetProperty("attacker").GetString()!)));
        Assert.Equal(1, rows[0].GetProperty("invertedAccepted").GetDouble());
        Assert.InRange(rows[0].GetProperty("dSysRaw").GetDouble(), 0.99, 1.01);
        Assert.InRange(rows[0].GetProperty("permutationP").GetDouble(), 0.05, 1);
        Assert.Equal(30, rows[0].GetProperty("people").EnumerateObject().Sum(group => group.Value.GetInt32()));
        Assert.Equal(10, rows[2].GetProperty("lockout").GetInt32());

        // The same again to the byte.
        var again = await MoteProcess.Run(arguments);
        Assert.Equal(audit.Output, again.Output);
    }

    [Fact]
    public async Task Privacy_TooFewPermutations_SaysHowManyItTakes()
    {
        var audit = await MoteProcess.Run("audit", "privacy", "--embeddings", "e", "--labels", "l", "--out", "o", "--permutations", "5");
        Assert.Equal(ExitCode.Usage, audit.ExitCode);
        Assert.Contains("A permutation test needs at least 19 permutations.", audit.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Privacy_GroupOfFour_IsNamed()
    {
        var (embeddings, labels) = MadeUpPeople(subjects: 8);
        var audit = await MoteProcess.Run("audit", "privacy", "--embeddings", embeddings, "--labels", labels, "--out", _folder["report"]);
        Assert.Equal(ExitCode.Usage, audit.ExitCode);
        Assert.Contains("Group 'a' has fewer than 5 people", audit.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private (string Embeddings, string Labels) MadeUpPeople(int subjects)
    {
        List<string> lines = ["image,identity,gender,partition"];
        List<float> values = [];
        var random = SeededRandom.Create(5);
        foreach (var (partition, people) in new[] { ("enrol", subjects), ("cohort-train", 60), ("cohort-validation", 60), ("cohort-calibration", 60) })
        {
            for (var person = 0; person < people; person++)
            {
                var centre = Enumerable.Range(0, Dimension).Select(_ => Normal.Sample(random, 0, 1)).ToArray();
                for (var photo = 0; photo < 3; photo++)
                {
                    lines.Add($"{partition}/{person}/{photo}.jpg,{partition}-{person},{(person % 2 == 0 ? "a" : "b")},{(partition == "enrol" && photo > 0 ? "probe" : partition)}");
                    values.AddRange(centre.Select(value => (float)(value + Normal.Sample(random, 0, 0.5))));
                }
            }
        }

        var header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({lines.Count - 1}, {Dimension}), }}\n";
        var file = new byte[10 + header.Length + values.Count * sizeof(float)];
        "?NUMPY"u8.CopyTo(file);
        (file[0], file[6], file[7]) = (0x93, 1, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(8), (ushort)header.Length);
        Encoding.ASCII.GetBytes(header).CopyTo(file, 10);
        for (var i = 0; i < values.Count; i++)
            BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(10 + header.Length + i * sizeof(float)), values[i]);
        File.WriteAllBytes(_folder["people.npy"], file);
        return (_folder["people.npy"], _folder.Write("people.csv", [.. lines]));
    }
}
