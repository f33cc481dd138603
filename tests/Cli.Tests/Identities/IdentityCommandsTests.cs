using Mote.Cli.Output;

namespace Mote.Cli.Tests.Identities;

public sealed class IdentityCommandsTests(LiveSilo live) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task EnrollVerifyListErase_OnePerson_AnswerAndExitAsSaid()
    {
        var (own, another, stranger) = (live.Own, live.Another, live.Stranger);

        var enrolled = await Mote("enroll", "aaron", own, "--json");
        Assert.True(enrolled.ExitCode == ExitCode.Done, enrolled.Errors);
        Assert.Equal(("aaron", 1), (enrolled.Json.GetProperty("subject").GetString(), enrolled.Json.GetProperty("version").GetInt32()));

        var match = await Mote("verify", "aaron", another, "--json");
        Assert.Equal(ExitCode.Done, match.ExitCode);
        Assert.True(match.Json.GetProperty("isMatch").GetBoolean());

        var noMatch = await Mote("verify", "aaron", stranger, "--json");
        Assert.Equal(ExitCode.NoMatch, noMatch.ExitCode);
        Assert.False(noMatch.Json.GetProperty("isMatch").GetBoolean());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, noMatch.Json.GetProperty("falseMatchRate").ValueKind);

        var again = await Mote("enroll", "aaron", own);
        Assert.Equal(ExitCode.Failed, again.ExitCode);
        Assert.Contains("enrolled already", again.Errors, StringComparison.Ordinal);

        var renewed = await Mote("re-enroll", "aaron", another, "--json");
        Assert.Equal(2, renewed.Json.GetProperty("version").GetInt32());

        Assert.Contains("aaron", (await Mote("list", "--json")).Json.EnumerateArray().Select(subject => subject.GetString()));
        Assert.Contains("aaron", (await Mote("list")).Output.Split('\n'));

        Assert.True((await Mote("erase", "aaron", "--json")).Json.GetProperty("erased").GetBoolean());
        var gone = await Mote("erase", "aaron", "--json");
        Assert.Equal(ExitCode.Failed, gone.ExitCode);
        Assert.False(gone.Json.GetProperty("erased").GetBoolean());
        Assert.Equal(ExitCode.Failed, (await Mote("verify", "aaron", another)).ExitCode);
    }

    [Fact]
    public async Task Enroll_SeveralPhotos_TrainsOnAllAndRefusesThoseOfOtherPeople()
    {
        var (first, second, stranger) = (live.Own, live.Another, live.Stranger);
        var enrolled = await Mote("enroll", "several", first, second, "--group", "B");
        Assert.True(enrolled.ExitCode == ExitCode.Done, enrolled.Errors);
        var refused = await Mote("re-enroll", "several", first, second, stranger);
        Assert.Equal(ExitCode.Failed, refused.ExitCode);
        Assert.Contains("The photos show different people", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, (await Mote("verify", "several", second)).ExitCode);
    }

    [Fact]
    public async Task Reenroll_SomebodyElse_IsRefusedUnlessItIsForced()
    {
        var (own, stranger) = (live.Own, live.Stranger);
        await Mote("enroll", "replaced", own);
        var refused = await Mote("re-enroll", "replaced", stranger);
        Assert.Equal(ExitCode.Failed, refused.ExitCode);
        Assert.Contains("does not take what was sent for this person", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("'force'", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, (await Mote("verify", "replaced", own)).ExitCode);

        var forced = await Mote("re-enroll", "replaced", stranger, "--force");
        Assert.Contains("Re-enrolled replaced: version 2", forced.Output, StringComparison.Ordinal);
        Assert.Equal((ExitCode.Done, ExitCode.NoMatch), ((await Mote("verify", "replaced", stranger)).ExitCode, (await Mote("verify", "replaced", own)).ExitCode));
        Assert.Contains("re-enrolled by force, done: replaced, by cli", (await Mote("audit", "trail", "--subject", "replaced")).Output, StringComparison.Ordinal);
        await Mote("erase", "replaced");
    }

    [Fact]
    public async Task Enroll_LooserThanTheRealmAllows_IsRefusedWithTheCeiling()
    {
        var refused = await Mote("enroll", "loose", live.Own, "--target", "0.1");
        Assert.Equal(ExitCode.Failed, refused.ExitCode);
        Assert.Contains("A false-match rate of 0.1 is above the ceiling of this realm, 0.01", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failed, (await Mote("describe", "loose")).ExitCode);
    }

    [Fact]
    public async Task VerifyAndExplain_StricterRate_DecideAtItAndSaySo()
    {
        var own = live.Own;
        await Mote("enroll", "strict", own, "--target", "0.01");
        var verified = await Mote("verify", "strict", own, "--target", "1e-3", "--json");
        Assert.True(verified.ExitCode == ExitCode.Done, verified.Errors);
        Assert.Equal(1e-3, verified.Json.GetProperty("targetFalseMatchRate").GetDouble());
        Assert.EndsWith("the bound is one in 1,000.\n", (await Mote("verify", "strict", own, "--target", "1e-3")).Output, StringComparison.Ordinal);
        Assert.EndsWith("the bound is one in 100.\n", (await Mote("verify", "strict", own)).Output, StringComparison.Ordinal);
        var explained = await Mote("explain", "strict", own, "--target", "1e-3", "--out", _folder["strict.png"], "--json");
        Assert.Equal(1e-3, explained.Json.GetProperty("decision").GetProperty("targetFalseMatchRate").GetDouble());

        foreach (var command in new string[][] { ["verify"], ["explain", "--out", _folder["loose.png"]] })
        {
            var refused = await Mote([command[0], "strict", own, .. command[1..], "--target", "0.1"]);
            Assert.Equal(ExitCode.Failed, refused.ExitCode);
            Assert.Contains("A false-match rate of 0.1 is above the ceiling of this realm, 0.01", refused.Errors, StringComparison.Ordinal);
        }

        Assert.Equal(ExitCode.Usage, (await Mote("verify", "strict", own, "--target", "strictly")).ExitCode);
        await Mote("erase", "strict");
    }

    [Fact]
    public async Task ForPeople_EnrollAndVerify_AreOneLineEach()
    {
        var own = live.Own;

        Assert.Contains("Enrolled al: version 1, recipe compact, ", (await Mote("enroll", "al", own)).Output, StringComparison.Ordinal);
        Assert.StartsWith("Match: al. A stranger would be taken for al this surely once in ", (await Mote("verify", "al", own)).Output, StringComparison.Ordinal);
        Assert.Equal("Erased al.\n", (await Mote("erase", "al")).Output);
        Assert.Equal("al was not enrolled.\n", (await Mote("erase", "al")).Output);
    }

    [Fact]
    public async Task DescribeNotFairness_OnePerson_SayWhatWasMeasured()
    {
        var (own, stranger) = (live.Own, live.Stranger);
        var enrolled = await Mote("enroll", "measured", own);
        Assert.Contains("% of 1,000 synthetic photos of this person (A ", enrolled.Output, StringComparison.Ordinal);

        var described = await Mote("describe", "measured", "--json");
        Assert.Equal(1000, described.Json.GetProperty("certificate").GetProperty("figures").GetProperty("samples").GetInt32());
        Assert.Equal(ExitCode.Failed, (await Mote("describe", "unknown")).ExitCode);

        var nothing = await Mote("not", "measured", "--photo", stranger);
        Assert.Equal((ExitCode.Failed, "That face is not accepted: there is nothing to exclude.\n"), (nothing.ExitCode, nothing.Errors));
        Assert.Equal(ExitCode.Failed, (await Mote("not", "measured", "--other", "unknown")).ExitCode);
        Assert.Equal(ExitCode.Usage, (await Mote("not", "measured")).ExitCode);

        var fairness = await Mote("fairness");
        Assert.Contains("GARBE", fairness.Output, StringComparison.Ordinal);
        Assert.Contains("! Only", fairness.Output, StringComparison.Ordinal);
        await Mote("erase", "measured");
    }

    [Fact]
    public async Task Explain_MatchAndStranger_DrawAndSayNoMoreThanVerify()
    {
        var (own, stranger) = (live.Own, live.Stranger);
        await Mote("enroll", "shown", own);

        var match = await Mote("explain", "shown", own, "--out", _folder["match.png"], "--aligned", _folder["aligned.png"]);
        Assert.True(match.ExitCode == ExitCode.Done, match.Errors);
        Assert.StartsWith("Match: shown.", match.Output, StringComparison.Ordinal);
        Assert.Contains("What spoke for it: ", match.Output, StringComparison.Ordinal);
        Assert.Contains($"Written to {_folder["match.png"]}.", match.Output, StringComparison.Ordinal);
        Assert.All(["match.png", "aligned.png"], file => Assert.Equal("\u0089PNG", System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(_folder[file]), 0, 4)));

        var noMatch = await Mote("explain", "shown", stranger, "--out", _folder["none.png"], "--json");
        Assert.Equal(ExitCode.NoMatch, noMatch.ExitCode);
        Assert.Equal(("grad-cam++", "margin"), (noMatch.Json.GetProperty("method").GetString(), noMatch.Json.GetProperty("explains").GetString()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, noMatch.Json.GetProperty("figures").ValueKind);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, noMatch.Json.GetProperty("decision").GetProperty("falseMatchRate").ValueKind);
        Assert.True(File.Exists(_folder["none.png"]));

        var unknown = await Mote("explain", "unknown", own, "--out", _folder["unknown.png"]);
        Assert.Equal((ExitCode.Failed, false), (unknown.ExitCode, File.Exists(_folder["unknown.png"])));
        await Mote("erase", "shown");
    }

    [Fact]
    public async Task Enroll_PhotoIsNone_SaysSoAndEnrolsNobody()
    {
        var enrolled = await Mote("enroll", "nobody", _folder.Write("photo.jpg", "not a photo"), "--json");

        Assert.Equal((ExitCode.Failed, "photo_unreadable"), (enrolled.ExitCode, enrolled.Json.GetProperty("code").GetString()));
        Assert.NotEmpty(enrolled.Errors);
        Assert.DoesNotContain("nobody", (await Mote("list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_NoPhotoFile_IsWrongUse()
    {
        var verified = await Mote("verify", "aaron", _folder["none.jpg"]);

        Assert.Equal(ExitCode.Usage, verified.ExitCode);
        Assert.Contains($"There is no photo '{_folder["none.jpg"]}'.", verified.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_KeyFromAFile_IsTaken()
    {
        var (address, key) = await live.Start();

        Assert.Equal(ExitCode.Done, (await MoteProcess.Run("list", "--address", address, "--key-file", _folder.Write("key", key))).ExitCode);
    }

    [Fact]
    public async Task List_WrongKey_FailsWithoutRepeatingIt()
    {
        var (address, _) = await live.Start();

        var list = await MoteProcess.Run([("MOTE_API_KEY", "not-the-key")], "list", "--address", address);

        Assert.Equal(ExitCode.Failed, list.ExitCode);
        Assert.Contains("API key", list.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-key", list.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_NoKey_IsWrongUse()
    {
        var list = await MoteProcess.Run("list");

        Assert.Equal(ExitCode.Usage, list.ExitCode);
        Assert.Contains("MOTE_API_KEY", list.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_NobodyListens_SaysWhere()
    {
        var list = await MoteProcess.Run([("MOTE_API_KEY", "key")], "list", "--address", "http://127.0.0.1:9");

        Assert.Equal(ExitCode.Unavailable, list.ExitCode);
        Assert.Contains("The service at http://127.0.0.1:9/ does not answer", list.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<MoteProcess.Finished> Mote(params string[] arguments)
    {
        var (address, key) = await live.Start();
        return await MoteProcess.Run([("MOTE_API_KEY", key)], [.. arguments, "--address", address]);
    }
}
