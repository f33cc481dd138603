using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Mote.Silo.Health;

namespace Mote.Silo.Tests.Health;

/// <summary>A container's health check, which has nothing but the silo's own program. What it asks of a real silo, by https, <c>deploy/try.sh</c> shows.</summary>
public sealed class HealthQuestionTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ask_WhatIsAnswered_IsSaidAndIsTheExitCode()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var silo = builder.Build();
        silo.MapGet("/health/live", () => "Healthy");
        silo.MapGet("/health/ready", () => Results.Text("Unhealthy\nstorage: it does not answer", statusCode: StatusCodes.Status503ServiceUnavailable));
        await silo.StartAsync(Cancelled);
        var urls = $"--urls={silo.Urls.First()};https://127.0.0.1:1";

        Assert.Equal((0, "Healthy"), await Ask("health", "live", urls));
        Assert.Equal((1, "Unhealthy\nstorage: it does not answer"), await Ask("health", "ready", urls));
        Assert.Equal((1, "Unhealthy\nstorage: it does not answer"), await Ask("health", urls));
        await silo.StopAsync(Cancelled);

        var (exit, said) = await Ask("health", "live", urls);
        Assert.Equal(1, exit);
        Assert.Contains("does not answer at 'http://127.0.0.1:", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_NobodySaysWhere_SaysSo()
    {
        var (exit, said) = await Ask("health", "--urls=");
        Assert.Equal(2, exit);
        Assert.Contains("'urls'", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "health")]
    [InlineData(true, "health", "live")]
    [InlineData(false)]
    [InlineData(false, "--urls=http://127.0.0.1:1")]
    public void IsAsked_ByTheFirstWord(bool isAsked, params string[] arguments) => Assert.Equal(isAsked, HealthQuestion.IsAsked(arguments));

    private static async Task<(int Exit, string Said)> Ask(params string[] arguments)
    {
        await using var says = new StringWriter();
        var exit = await HealthQuestion.Ask(arguments, says);
        return (exit, says.ToString().TrimEnd());
    }
}
