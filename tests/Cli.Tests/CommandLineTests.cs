using Mote.Cli.Output;

namespace Mote.Cli.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Help_NamesEveryCommandAndTheExitCodes()
    {
        var help = await MoteProcess.Run("--help");

        Assert.Equal(ExitCode.Done, help.ExitCode);
        Assert.Contains("Exit codes: 0 done or match, 1 failed or refused, 2 wrong use, 3 no match, 4 locked for a while, 5 the service does not answer or is damaged.", help.Output, StringComparison.Ordinal);
        Assert.All(["up", "demo", "models", "cohort", "keys", "evaluate", "audit", "enroll", "enroll-folder", "re-enroll", "roll-back", "request-re-enrolment", "verify", "explain", "list", "erase"], command => Assert.Contains($"\n  {command} ", help.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("up")]
    [InlineData("demo")]
    [InlineData("models", "list")]
    [InlineData("models", "get")]
    [InlineData("models", "verify")]
    [InlineData("models", "add")]
    [InlineData("cohort", "build")]
    [InlineData("evaluate")]
    [InlineData("keys", "new")]
    [InlineData("keys", "list")]
    [InlineData("keys", "rotate")]
    [InlineData("audit", "privacy")]
    [InlineData("audit", "trail")]
    [InlineData("audit", "check")]
    [InlineData("unlock", "ann")]
    [InlineData("roll-back", "ann")]
    [InlineData("request-re-enrolment", "ann")]
    [InlineData("enroll")]
    [InlineData("enroll-folder")]
    [InlineData("re-enroll")]
    [InlineData("verify")]
    [InlineData("explain")]
    [InlineData("list")]
    [InlineData("erase")]
    public void EveryCommand_HasJson(params string[] command) => Assert.Empty(CommandLine.Create().Parse([.. command, "--json"]).UnmatchedTokens);

    [Theory]
    [InlineData("nonsense")]
    [InlineData("verify", "ann")]
    [InlineData("explain", "ann", "photo.jpg")]
    [InlineData("models")]
    [InlineData("models", "get")]
    [InlineData("models", "add")]
    [InlineData("list", "--nonsense")]
    [InlineData("erase", "not/a name")]
    [InlineData("enroll", "", "photo.jpg")]
    [InlineData("roll-back")]
    [InlineData("roll-back", "not/a name")]
    [InlineData("request-re-enrolment")]
    [InlineData("request-re-enrolment", "not/a name")]
    [InlineData("request-re-enrolment", "ann", "--missing-bounds")]
    [InlineData("request-re-enrolment", "--missing-bounds", "--before", "2026-01-31")]
    [InlineData("request-re-enrolment", "--missing-bounds", "--withdraw")]
    [InlineData("enroll-folder")]
    [InlineData("enroll-folder", "people", "--at-once", "0")]
    [InlineData("enroll-folder", "people", "--at-once", "65")]
    public void WrongArguments_AreErrors(params string[] arguments) => Assert.NotEmpty(CommandLine.Create().Parse(arguments).Errors);

    [Fact]
    public async Task WrongArguments_ExitAsWrongUse() => Assert.Equal(ExitCode.Usage, (await MoteProcess.Run("erase", "not/a name")).ExitCode);
}
