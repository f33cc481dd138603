using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Mote.Cli.Output;

namespace Mote.Cli.Tests;

/// <summary>The command line as people start it: a process of its own, with its exit code and both of its outputs.</summary>
internal sealed class MoteProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    // Nothing that a test makes goes into the home of who runs it.
    private static readonly DirectoryInfo Home = Directory.CreateTempSubdirectory("mote-cli-home-");

    private readonly Process _process;
    private readonly Task<string> _errors;

    static MoteProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Home.Delete(recursive: true);

    private MoteProcess(string[] arguments, IEnumerable<(string Name, string? Value)> environment)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("MOTE_API_KEY");
        start.Environment.Remove("XDG_DATA_HOME");
        start.Environment["HOME"] = Home.FullName;
        foreach (var (name, value) in environment)
        {
            start.Environment.Remove(name);
            if (value is not null)
                start.Environment.Add(name, value);
        }

        _process = Process.Start(start) ?? throw new InvalidOperationException("The command did not start.");
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>The command line's program.</summary>
    public static string Program { get; } = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "mote.dll"));

    public static MoteProcess Start(params string[] arguments) => new(arguments, []);

    public static MoteProcess Start(IEnumerable<(string Name, string? Value)> environment, params string[] arguments) => new(arguments, environment);

    /// <summary>Runs a command to its end.</summary>
    public static Task<Finished> Run(params string[] arguments) => Run([], arguments);

    public static async Task<Finished> Run(IEnumerable<(string Name, string? Value)> environment, params string[] arguments)
    {
        await using var mote = new MoteProcess(arguments, environment);
        return await mote.Finish();
    }

    /// <summary>The one JSON document that a command writes before it goes on running.</summary>
    public async Task<JsonElement> Document()
    {
        using var deadline = new CancellationTokenSource(Patience);
        var text = new StringBuilder();
        while (await _process.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
        {
            text.AppendLine(line);
            if (line == "}")
                return JsonDocument.Parse(text.ToString()).RootElement;
        }

        throw new InvalidOperationException($"The command ended without a document.\n{await _errors}");
    }

    /// <summary>SIGTERM, as a service manager stops it.</summary>
    public async Task<Finished> Stop()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        return await Finish();
    }

    /// <summary>Waits until it has ended by itself.</summary>
    public async Task<Finished> Finish()
    {
        using var deadline = new CancellationTokenSource(Patience);
        var output = await _process.StandardOutput.ReadToEndAsync(deadline.Token);
        await _process.WaitForExitAsync(deadline.Token);
        return new Finished(_process.ExitCode, output, await _errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    /// <summary>A command that has ended.</summary>
    internal sealed record Finished(int ExitCode, string Output, string Errors)
    {
        public JsonElement Json => JsonDocument.Parse(Output).RootElement;
    }
}
