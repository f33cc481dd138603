using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Mote.Histories.Runs;

namespace Mote.Cluster.Tests.Histories;

/// <summary>
/// A short run of what <c>dotnet run -c Release --project tests/Histories</c> does for longer: clients that ask three real silos
/// for anything while faults come, and nothing answered that cannot have been.
/// </summary>
public sealed class TrialTests(ITestOutputHelper output)
{
    /// <summary>How many silos are killed, where somebody wants more than a few.</summary>
    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("MOTE_TEST_KILLS"), out var kills) ? kills : 3;

    private static int Seed => int.TryParse(Environment.GetEnvironmentVariable("MOTE_TEST_SEED"), out var seed) ? seed : RandomNumberGenerator.GetInt32(1, 1_000_000);

    [Fact]
    [Trait("Takes", "long")]
    public async Task AnyFaults_NothingIsAnsweredThatCannotHaveBeen() => await Tried(new TrialSettings(Seed) { Lasts = TimeSpan.FromSeconds(30) });

    /// <summary>Acknowledged changes are all there afterwards, and the door that knows all silos is never without a decision for longer than is stated.</summary>
    [Fact]
    [Trait("Takes", "long")]
    public async Task Kills_LoseNothingThatWasAcknowledged() => await Tried(new TrialSettings(Seed) { Faults = ["kill"], MostFaults = Kills });

    private async Task Tried(TrialSettings settings)
    {
        var result = await new Trial(settings, new TestOutput(output)).Run(CancellationToken.None, TestContext.Current.CancellationToken);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Operations} operations, {result.Acknowledged} changes acknowledged, {result.Faults.Values.Sum()} faults, the door waited {result.LongestWait.TotalSeconds:F1} s at most"));
        Assert.True(result.Violations.Count == 0, string.Join('\n', result.Violations));
        Assert.True(result.Acknowledged > 0);
    }

    /// <summary>Lines of a run, as a test's output.</summary>
    private sealed class TestOutput(ITestOutputHelper output) : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void WriteLine(string? value) => output.WriteLine(value ?? "");
    }
}
