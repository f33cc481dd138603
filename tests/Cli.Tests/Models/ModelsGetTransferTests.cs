using System.Security.Cryptography;
using Mote.Cli.Output;

namespace Mote.Cli.Tests.Models;

/// <summary>Downloads that bring the wrong bytes, end early, go on, or meet another.</summary>
public sealed class ModelsGetTransferTests : ModelsGetBase
{
    [Fact]
    public async Task Get_WrongBytes_NamesBothHashesAndLeavesNothing()
    {
        var other = RandomNumberGenerator.GetBytes(Whole.Length);
        Server.Gives(other);

        await AssertRefused($"What was fetched is not tiny: expected SHA-256 {TestModels.Hash(Whole)}, found {TestModels.Hash(other)}. It was deleted.");
    }

    [Fact]
    public async Task Get_LengthAnnouncedWrong_NamesBothAndWritesNothing()
    {
        Server.Gives([.. Whole, 1]).Gives(Whole[1..]);

        await AssertRefused("What was fetched is not tiny: expected 300000 bytes, found 300001. It was deleted.");
        await AssertRefused("What was fetched is not tiny: expected 300000 bytes, found 299999. It was deleted.");
    }

    [Fact]
    public async Task Get_LengthWrongAndNotAnnounced_NamesBothAndLeavesNothing()
    {
        Server.GivesUncounted([.. Whole, 1]).GivesUncounted(Whole[1..]);

        await AssertRefused("What was fetched is not tiny: expected 300000 bytes, found more. It was deleted.");
        await AssertRefused("What was fetched is not tiny: expected 300000 bytes, found 299999. It was deleted.");
    }

    [Fact]
    public async Task Get_ConnectionCut_GoesOnFromThere()
    {
        Server.Cuts(Whole, 100_000).Gives(Whole);

        var cut = await Get(Tiny());
        Assert.Equal((ExitCode.Failed, "The connection to 127.0.0.1 ended early. What came is kept: run the same command again, and it goes on from there.\n"), (cut.ExitCode, cut.Errors));
        Assert.Equal(Whole[..100_000], File.ReadAllBytes(Part));
        Assert.False(File.Exists(Target));

        Assert.Equal(ExitCode.Done, (await Get(Tiny())).ExitCode);
        Assert.Equal(["", "bytes=100000-"], Server.Ranges);
        AssertWhole();
    }

    [Fact]
    public async Task Get_ServerWithoutRanges_StartsOver()
    {
        File.WriteAllBytes(Part, Whole[..100_000]);
        Server.GivesWhole(Whole);

        Assert.Equal(ExitCode.Done, (await Get(Tiny())).ExitCode);

        Assert.Equal(["bytes=100000-"], Server.Ranges);
        AssertWhole();
    }

    [Fact]
    public async Task Get_RangeNotSatisfiable_StartsOver()
    {
        File.WriteAllBytes(Part, Whole[..100_000]);
        Server.Says(416).Gives(Whole);

        Assert.Equal(ExitCode.Done, (await Get(Tiny())).ExitCode);

        Assert.Equal(["bytes=100000-", ""], Server.Ranges);
        AssertWhole();
    }

    [Fact]
    public async Task Get_AnotherPartThanAskedFor_StartsOver()
    {
        File.WriteAllBytes(Part, Whole[..100_000]);
        Server.Answers(async context =>
        {
            context.Response.StatusCode = 206;
            context.Response.Headers.ContentRange = $"bytes 50000-{Whole.Length - 1}/{Whole.Length}";
            await context.Response.Body.WriteAsync(Whole.AsMemory(50_000));
        }).Gives(Whole);

        Assert.Equal(ExitCode.Done, (await Get(Tiny())).ExitCode);

        Assert.Equal(["bytes=100000-", ""], Server.Ranges);
        AssertWhole();
    }

    [Fact]
    public async Task Get_PartLongerThanTheModel_StartsOver()
    {
        File.WriteAllBytes(Part, [.. Whole, 1]);
        Server.Gives(Whole);

        Assert.Equal(ExitCode.Done, (await Get(Tiny())).ExitCode);

        Assert.Equal([""], Server.Ranges);
        AssertWhole();
    }

    [Fact]
    public async Task Get_PartIsWholeAlready_AsksForNothing()
    {
        File.WriteAllBytes(Part, Whole);

        Assert.Equal(ExitCode.Done, (await Get(Tiny())).ExitCode);

        Assert.Empty(Server.Ranges);
        AssertWhole();
    }

    [Fact]
    public async Task Get_PartOfAnotherFile_IsFoundOutAndTheNextAttemptStartsFresh()
    {
        File.WriteAllBytes(Part, RandomNumberGenerator.GetBytes(100_000));
        Server.Gives(Whole).Gives(Whole);

        var got = await Get(Tiny());
        Assert.Equal(ExitCode.Failed, got.ExitCode);
        Assert.False(File.Exists(Part));

        Assert.Equal(ExitCode.Done, (await Get(Tiny())).ExitCode);
        AssertWhole();
    }

    [Fact]
    public async Task Get_DiskFull_SaysToMakeRoom()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Needs /dev/full, which is always full.");
        File.CreateSymbolicLink(Part, "/dev/full");
        Server.Gives(Whole);

        var got = await Get(Tiny());

        Assert.Equal(ExitCode.Failed, got.ExitCode);
        Assert.StartsWith("No space left on device", got.Errors, StringComparison.Ordinal);
        Assert.EndsWith("Make room, then run the same command again.\n", got.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Target));
    }

    [Fact]
    public async Task Get_TwoAtOnce_TheSecondSaysSoAndTheFirstEndsWell()
    {
        var (begun, goOn) = Pauses(then: Whole.AsMemory(100_000));
        var catalogue = Catalogue(Tiny());
        await using var first = MoteProcess.Start("models", "get", "tiny", "--to", Models, "--catalogue", catalogue);
        await begun;

        var second = await Run(catalogue, "tiny");
        goOn.SetResult();

        Assert.Equal((ExitCode.Failed, $"Another download of tiny into '{Models}' is under way: wait until it has ended.\n"), (second.ExitCode, second.Errors));
        var ended = await first.Finish();
        Assert.True(ended.ExitCode == ExitCode.Done, ended.Errors);
        AssertWhole();
    }

    [Fact]
    public async Task Get_StoppedInTheMiddle_EndsWellTheNextTime()
    {
        var (begun, goOn) = Pauses(then: default);
        Server.Gives(Whole);
        await using var first = MoteProcess.Start("models", "get", "tiny", "--to", Models, "--catalogue", Catalogue(Tiny()));
        await begun;

        var stopped = await first.Stop();
        goOn.SetResult();

        Assert.Equal((ExitCode.Failed, "Stopped.\n"), (stopped.ExitCode, stopped.Errors));
        Assert.False(File.Exists(Target));
        Assert.Equal(ExitCode.Done, (await Get(Tiny())).ExitCode);
        AssertWhole();
    }

    /// <summary>The server gives the beginning of the file, and the rest once it is told to go on.</summary>
    private (Task Begun, TaskCompletionSource GoOn) Pauses(ReadOnlyMemory<byte> then)
    {
        var (begun, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        Server.Answers(async context =>
        {
            context.Response.ContentLength = Whole.Length;
            await context.Response.Body.WriteAsync(Whole.AsMemory(0, 100_000));
            await context.Response.Body.FlushAsync();
            begun.SetResult();
            await goOn.Task;
            await context.Response.Body.WriteAsync(then);
        });
        return (begun.Task, goOn);
    }
}
