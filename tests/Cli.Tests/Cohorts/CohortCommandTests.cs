using Mote.Cli.Output;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Protection.Records;

namespace Mote.Cli.Tests.Cohorts;

public sealed class CohortCommandTests(LiveSilo live) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Build_Photos_WritesAPackAndSaysWhatItHolds()
    {
        var (cohort, built) = await live.Cohort();

        Assert.Equal(1, built.GetProperty("masterKeyVersion").GetInt32());
        Assert.Equal(1, await CohortPackFile.SealedUnder(cohort, TestContext.Current.CancellationToken));
        var opened = await MoteProcess.Run("cohort", "open", cohort, "--out", _folder["open.pack"], "--data", live.DataFolder);
        Assert.True(opened.ExitCode == ExitCode.Done, opened.Errors);
        var pack = CohortPack.Load(_folder["open.pack"]);
        Assert.Equal(pack.Hash, built.GetProperty("hash").GetString());
        Assert.Equal([Recipe.Compact], pack.Tails.Keys);
        var refused = built.GetProperty("refused").EnumerateObject().Sum(reason => reason.Value.GetInt32());
        Assert.Equal(
            built.GetProperty("photos").GetInt32(),
            refused + pack.Cohort.Training.Count + pack.Cohort.Validation.Count + pack.Cohort.Calibration.Count);
        Assert.Equal(1, refused);
    }

    [Fact]
    public async Task Build_UnknownRecipe_NamesTheOnesThereAre()
    {
        var build = await MoteProcess.Run("cohort", "build", "--models", "m", "--photos", "p", "--labels", "l", "--out", "o", "--recipes", "compact,nonsense");

        Assert.Equal(ExitCode.Usage, build.ExitCode);
        Assert.StartsWith("There is no recipe 'nonsense': give some of compact,", build.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_TooFewPeople_SaysWhichPartitionLacksThem()
    {
        _folder.Write("photos/none.txt");
        File.Copy(live.Own, _folder["photos/1.jpg"]);
        var labels = _folder.Write("labels.csv", "image,identity,gender,partition", "1.jpg,ann,A,cohort-train");

        var build = await MoteProcess.Run("cohort", "build", "--json", "--models", LiveSilo.Models, "--photos", _folder["photos"], "--labels", labels, "--out", _folder["cohort.pack"], "--data", _folder["data"]);

        Assert.Equal((ExitCode.Failed, "failed"), (build.ExitCode, build.Json.GetProperty("code").GetString()));
        Assert.Contains("The Validation partition is empty", build.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["cohort.pack"]));
    }

    public void Dispose() => _folder.Dispose();
}
