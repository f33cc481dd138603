using System.Runtime.InteropServices;
using System.Text.Json;
using Mote.Cli.Output;
using Mote.Tests;

namespace Mote.Cli.Tests.Publications;

/// <summary>The command line as it is handed on: what its folder holds, and what it says where that is not all of it.</summary>
public sealed class PublishedCliTests(PublishedCli cli) : IClassFixture<PublishedCli>
{
    // What 'mote demo' cannot do without: it draws and decodes photos, runs models, stores, and asks who owns its folders.
    private static readonly string[] Natives = [.. new[] { "libSkiaSharp.so", "libonnxruntime.so", "libe_sqlite3.so", "libMono.Unix.so" }.Select(name => $"runtimes/{Platform}/native/{name}")];

    private const long MostBytes = 120_000_000;

    private static string Platform => $"linux-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    private readonly Publication _published = cli.Publication;

    public static TheoryData<string> Native => [.. Natives];

    [Fact]
    public async Task Demo_MovedElsewhere_RunsWithoutLibtorchAndWithTheNativesOfOnePlatform()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The names of native libraries are those of Linux.");
        Assert.All(Natives, name => Assert.True(File.Exists(_published[name]), name));
        Assert.Equal(Platform, Path.GetFileName(Assert.Single(Directory.GetDirectories(_published["runtimes"]))));
        Assert.False(Directory.Exists(_published["torch"]));
        Assert.InRange(_published.Size, 1, MostBytes);

        var (exit, output, errors) = await _published.Run(Demo);

        Assert.True(exit == ExitCode.Done, errors);
        Assert.True(JsonDocument.Parse(output).RootElement.GetProperty("sameDecisionsAfterRestart").GetBoolean());
    }

    [Theory]
    [MemberData(nameof(Native))]
    public async Task Demo_NativeMissing_SaysWhichInOneLine(string name)
    {
        using var missing = _published.Without(name);
        IsOneLine(await _published.Run(Demo), $"'{name}' is missing");
    }

    [Theory]
    [MemberData(nameof(Native))]
    public async Task Demo_NativeCutOff_SaysWhichInOneLine(string name)
    {
        using var cutOff = _published.CutOff(name);
        IsOneLine(await _published.Run(Demo), $"'{name}' has ");
    }

    [Theory]
    [MemberData(nameof(Native))]
    public async Task Demo_NativeAndListMissing_SaysWhichDoesNotLoad(string name)
    {
        using var missing = _published.Without(name);
        using var list = _published.Without(Path.GetFileName(_published.List));
        var (exit, _, errors) = await _published.Run(Demo);
        // What was met while a silo started is in its log before it.
        Assert.Equal(ExitCode.Failed, exit);
        Assert.Contains($"{Path.GetFileNameWithoutExtension(name)["lib".Length..]}' or one of its dependencies: the program's folder", errors.Trim().Split('\n')[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Orleans.Core.dll")]
    [InlineData("SkiaSharp.dll")]
    [InlineData("Mote.Recognition.dll")]
    // That which looks for the others.
    [InlineData("Mote.Ownership.dll")]
    public async Task Demo_AssemblyMissingOrCutOff_SaysWhichInOneLine(string name)
    {
        using (_published.Without(name))
            IsOneLine(await _published.Run(Demo), $"'{name}' is missing");
        using (_published.CutOff(name))
            IsOneLine(await _published.Run(Demo), $"'{name}'");
    }

    [Fact]
    public async Task Evaluate_PaperWithoutLibtorch_SaysHowToAddIt()
    {
        IsOneLine(await Evaluate("--recipes", "cosine,paper"), "publish with -p:WithTorch=true");
        // Not named it is left out, and the rest is done: here as far as the labels, which are not there.
        var (exit, output, errors) = await Evaluate();
        Assert.Equal(ExitCode.Usage, exit);
        Assert.StartsWith("Left out: 'paper'.", output, StringComparison.Ordinal);
        Assert.StartsWith("There is no file", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CohortBuild_PaperWithoutLibtorch_SaysHowToAddIt() =>
        IsOneLine(await _published.Run("cohort", "build", "--photos", "p", "--labels", "l", "--out", "o", "--recipes", "compact,paper"), "publish with -p:WithTorch=true");

    [Fact]
    public async Task Evaluate_PaperWithLibtorchBeside_FindsIt()
    {
        using var torch = _published.WithTorch();
        var (exit, _, errors) = await Evaluate("--recipes", "paper");
        Assert.Equal(ExitCode.Usage, exit);
        Assert.StartsWith("There is no file", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("libtorch_cpu.so")]
    [InlineData("libLibTorchSharp.so")]
    [InlineData("libgomp-98b21ff3.so.1")]
    public async Task Evaluate_PaperWithLibtorchIncomplete_SaysWhatIsMissing(string name)
    {
        using var torch = _published.WithTorch();
        File.Delete(_published[$"torch/{name}"]);
        IsOneLine(await Evaluate("--recipes", "paper"), $"'{name}' is missing");
        File.WriteAllText(_published[$"torch/{name}"], "cut off");
        IsOneLine(await Evaluate("--recipes", "paper"), $"'{name}' has 7 bytes");
    }

    private static string[] Demo => ["demo", "--json", "--people", "4", "--strangers", "4", "--stay", "false"];

    private Task<(int ExitCode, string Output, string Errors)> Evaluate(params string[] recipes) =>
        _published.Run(["evaluate", "--embeddings", "e.npy", "--labels", "l", "--out", "o", .. recipes]);

    private static void IsOneLine((int ExitCode, string Output, string Errors) ended, string words)
    {
        Assert.True(ended.ExitCode == ExitCode.Failed, $"{ended.ExitCode}: {ended.Errors}");
        Assert.Contains(words, Assert.Single(ended.Errors.Trim().Split('\n')), StringComparison.Ordinal);
    }
}
