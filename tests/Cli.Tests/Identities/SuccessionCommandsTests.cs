using Mote.Cli.Output;

namespace Mote.Cli.Tests.Identities;

public sealed class SuccessionCommandsTests(LiveSilo live)
{
    [Fact]
    public async Task RollBack_AfterAReenrolment_BringsTheOneOfBeforeBackOnce()
    {
        await Mote("enroll", "returning", live.Own);
        var early = await Mote("roll-back", "returning");
        Assert.Equal((ExitCode.Failed, ""), (early.ExitCode, early.Output));
        Assert.Contains("There is no model-template of before", early.Errors, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, (await Mote("re-enroll", "returning", live.Own, "--force")).ExitCode);
        Assert.Contains("\nVersion 1 is kept until ", (await Mote("describe", "returning")).Output, StringComparison.Ordinal);

        var back = await Mote("roll-back", "returning", "--json");
        Assert.Equal(ExitCode.Done, back.ExitCode);
        Assert.Equal(1, back.Json.GetProperty("version").GetInt32());
        Assert.DoesNotContain("is kept until", (await Mote("describe", "returning")).Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failed, (await Mote("roll-back", "returning")).ExitCode);
        Assert.Contains("rolled back, done: returning", (await Mote("audit", "trail", "--subject", "returning")).Output, StringComparison.Ordinal);
        await Mote("erase", "returning");
    }

    [Fact]
    public async Task Request_OneAndMany_IsSaidByDescribeUntilItIsWithdrawnOrFulfilled()
    {
        using var folder = new TemporaryFolder();
        await Mote("enroll", "asked", live.Own);
        Assert.Contains("\nTo be ENROLLED ANEW since ", (await Mote("request-re-enrolment", "asked")).Output, StringComparison.Ordinal);
        Assert.Equal("Nobody asks any more that asked be enrolled anew.\n", (await Mote("request-re-enrolment", "asked", "--withdraw")).Output);
        Assert.DoesNotContain("ANEW", (await Mote("describe", "asked")).Output, StringComparison.Ordinal);

        var many = await Mote("request-re-enrolment", "--from", folder.Write("names.txt", ["asked", "", " nobody "]), "--json");
        Assert.Equal(ExitCode.Done, many.ExitCode);
        Assert.Equal((1, 1, "complete"), (many.Json.GetProperty("noted").GetInt32(), many.Json.GetProperty("notEnrolled").GetInt32(), many.Json.GetProperty("state").GetString()));
        var aged = await Mote("request-re-enrolment", "--before", "2000-01-31");
        Assert.Equal(ExitCode.Done, aged.ExitCode);
        Assert.Contains(": 0 are to be enrolled anew from now on, 0 were already.", aged.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, (await Mote("request-re-enrolment", "--missing-bounds")).ExitCode);

        Assert.Contains("somebody asked for it", (await Mote("describe", "asked")).Output, StringComparison.Ordinal);
        await Mote("re-enroll", "asked", live.Own, "--force");
        Assert.DoesNotContain("ANEW", (await Mote("describe", "asked")).Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failed, (await Mote("request-re-enrolment", "nobody")).ExitCode);
        await Mote("erase", "asked");
    }

    [Fact]
    public async Task Request_WhatNamesNobody_IsWrongUse()
    {
        using var folder = new TemporaryFolder();
        foreach (var arguments in new string[][] { ["--from", folder["missing.txt"]], ["--from", folder.Write("empty.txt", [" "])], ["--from", folder.Write("wrong.txt", ["a b"])], ["--before", "31.1.2026"] })
        {
            var wrong = await MoteProcess.Run(["request-re-enrolment", .. arguments]);
            Assert.Equal(ExitCode.Usage, wrong.ExitCode);
        }
    }

    private async Task<MoteProcess.Finished> Mote(params string[] arguments)
    {
        var (address, key) = await live.Start();
        return await MoteProcess.Run([("MOTE_API_KEY", key)], [.. arguments, "--address", address]);
    }
}
