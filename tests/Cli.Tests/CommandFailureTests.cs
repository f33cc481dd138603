using Microsoft.Extensions.Options;
using Mote.Cli.Output;
using Mote.Client;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;

namespace Mote.Cli.Tests;

/// <summary>A script tells a lockout, wrong use and a broken service apart without reading sentences.</summary>
public sealed class CommandFailureTests
{
    [Theory]
    [InlineData(ProblemCode.LockedOut, ExitCode.LockedOut)]
    [InlineData(ProblemCode.InvalidRequest, ExitCode.Usage)]
    [InlineData(ProblemCode.NotEnrolled, ExitCode.Failed)]
    [InlineData(ProblemCode.Forbidden, ExitCode.Failed)]
    [InlineData(ProblemCode.RateAboveCeiling, ExitCode.Failed)]
    [InlineData(ProblemCode.Overloaded, ExitCode.Unavailable)]
    [InlineData(ProblemCode.StorageUnavailable, ExitCode.Unavailable)]
    [InlineData(ProblemCode.StateUnreadable, ExitCode.Unavailable)]
    [InlineData(ProblemCode.Internal, ExitCode.Unavailable)]
    public void Refusal_HasTheExitCodeOfItsKind(string code, int exit) => Assert.Equal(exit, CommandFailure.ExitOf(code, ProblemTypes.Of(code).Kind));

    /// <summary>A store on this machine is no service that might answer later.</summary>
    [Fact]
    public void RefusalOfAStoreHere_IsAFailureByItsCode()
    {
        var failure = CommandFailure.Of(new MoteException(ProblemCode.KeyWrong, "why"))!;
        Assert.Equal((ExitCode.Failed, ProblemCode.KeyWrong, "why"), (failure.Exit, failure.Code, failure.Message));
    }

    [Fact]
    public void ServiceThatDoesNotAnswer_IsUnavailable() => Assert.Equal((ExitCode.Unavailable, "unanswered"), (CommandFailure.Of(new MoteClientException("gone"))!.Exit, CommandFailure.Of(new MoteClientException("gone"))!.Code));

    [Fact]
    public void WrongSetting_IsSaidWithoutTheFrameAroundIt() => Assert.Equal(
        "AttemptTimeout is 1 second to 5 minutes.",
        CommandFailure.Of(new OptionsValidationException("", typeof(MoteClientOptions), ["DataAnnotation validation failed for 'MoteClientOptions' members: 'AttemptTimeout' with the error: 'AttemptTimeout is 1 second to 5 minutes.'."]))!.Message);

    [Fact]
    public void WhatNobodyForesaw_IsThrown() => Assert.Null(CommandFailure.Of(new InvalidOperationException("why?")));

    /// <summary>Standard output is one document, whether it went well or not.</summary>
    [Theory]
    [InlineData("enroll", "ann", "photo.jpg", "--balance", "0,1")]
    [InlineData("list")]
    public async Task WrongUse_WithJson_IsOneDocument(params string[] arguments)
    {
        var wrong = await MoteProcess.Run([.. arguments, "--json"]);
        Assert.Equal((ExitCode.Usage, CommandFailure.UsageCode), (wrong.ExitCode, wrong.Json.GetProperty("code").GetString()));
        Assert.Equal(wrong.Errors.Trim(), wrong.Json.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("--balance", "0,1")]
    [InlineData("--target", "0,0001")]
    [InlineData("--balance", "1.000,5")]
    [InlineData("--balance", "half")]
    [InlineData("--balance", "NaN")]
    public void Number_WithAComma_IsNone(string option, string number) =>
        Assert.Contains("with a point", Assert.Single(CommandLine.Create().Parse(["enroll", "ann", "photo.jpg", option, number]).Errors).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("0.5")]
    [InlineData("1e-4")]
    [InlineData("1")]
    public void Number_WithAPoint_IsOne(string number) => Assert.Empty(CommandLine.Create().Parse(["enroll", "ann", "photo.jpg", "--balance", number]).Errors);

    [Fact]
    public void NinePhotos_AreTooMany() =>
        Assert.Contains("at most 8", Assert.Single(CommandLine.Create().Parse(["enroll", "ann", .. Enumerable.Repeat("photo.jpg", 9)]).Errors).Message, StringComparison.Ordinal);
}
