using System.Diagnostics;
using Mote.Storage.Tests.Conformance;

namespace Mote.Storage.Tests.Sqlite;

public sealed class SqliteDurabilityTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(40)]
    [InlineData(150)]
    [InlineData(600)]
    public async Task KilledProcess_LosesNothingItAcknowledged(int before)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("state.db");
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
            start.ArgumentList.Add(typeof(SqliteDurabilityTests).Assembly.Location);
        start.ArgumentList.Add("write-until-killed");
        start.ArgumentList.Add(path);
        using var writer = Process.Start(start)!;
        var acknowledged = new List<string>();
        try
        {
            while (acknowledged.Count < before && await writer.StandardOutput.ReadLineAsync(Cancellation) is { } line)
                acknowledged.Add(line);
        }
        finally
        {
            // SIGKILL on Unix: nothing in the process gets to run any more.
            writer.Kill();
        }

        var rest = await writer.StandardOutput.ReadToEndAsync(Cancellation);
        await writer.WaitForExitAsync(Cancellation);
        // The last line may have been cut off by the kill; what ends in a newline was acknowledged.
        acknowledged.AddRange(rest.Split('\n')[..^1]);
        Assert.True(acknowledged.Count >= before, $"only {acknowledged.Count} were written");

        using var storage = TestStorages.Sqlite(new() { Path = path });
        await storage.InitialiseAsync(Cancellation);
        foreach (var line in acknowledged)
        {
            var (key, etag) = (line.Split(' ')[0], line.Split(' ')[1]);
            var state = new SampleGrainState(new SampleState());
            await storage.ReadStateAsync("identity", GrainId.Create("identity", key), state);
            Assert.Equal((key, etag, true), (state.State.Text, state.ETag, state.RecordExists));
        }
    }
}
