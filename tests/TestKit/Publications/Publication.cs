using System.Diagnostics;

namespace Mote.Tests;

/// <summary>A program as an operator gets it: published from what was built, and then at another place than where it was published to.</summary>
public sealed class Publication : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // As the tests were built, so were the programs beside them.
    private static readonly string Configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    private readonly DirectoryInfo _place = Directory.CreateTempSubdirectory("mote-published-");
    private readonly string _assembly;

    private Publication(string assembly) => _assembly = assembly;

    /// <summary>Where it is.</summary>
    public string Folder => Path.Combine(_place.FullName, "moved", "program");

    /// <summary>Its program, for <c>dotnet</c>.</summary>
    public string Program => this[$"{_assembly}.dll"];

    /// <summary>What it tells by whether it is whole.</summary>
    public string List => this[$"{_assembly}.contents"];

    /// <summary>The bytes of everything in it.</summary>
    public long Size => new DirectoryInfo(Folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    /// <summary>A file of it.</summary>
    public string this[string name] => Path.Combine(Folder, name);

    private static string Repository => (string)AppContext.GetData("Mote.Repository")!;

    /// <summary>Publishes a project, without building it again.</summary>
    /// <param name="project">Its folder below <c>src</c>.</param>
    /// <param name="assembly">The name of its assembly.</param>
    public static async Task<Publication> Of(string project, string assembly)
    {
        var publication = new Publication(assembly);
        var first = Path.Combine(publication._place.FullName, "first");
        var (exit, output, errors) = await publication.Run(
            "dotnet", ["publish", Path.Combine(Repository, "src", project), "-c", char.ToUpperInvariant(Configuration[0]) + Configuration[1..], "--no-build", "-o", first, "--nologo", "-nodeReuse:false"]);
        Assert.True(exit == 0, output + errors);
        Directory.CreateDirectory(Path.GetDirectoryName(publication.Folder)!);
        Directory.Move(first, publication.Folder);
        return publication;
    }

    /// <summary>Runs the program to its end, elsewhere than where it lies.</summary>
    public Task<(int ExitCode, string Output, string Errors)> Run(params string[] arguments) => Run("dotnet", [Program, .. arguments]);

    /// <summary>Takes a file away until the result is disposed of.</summary>
    public IDisposable Without(string name)
    {
        var aside = SetAside(name);
        return new Afterwards(() => File.Move(aside, this[name], overwrite: true));
    }

    /// <summary>Cuts a file off in its middle until the result is disposed of, as an interrupted copy does.</summary>
    public IDisposable CutOff(string name)
    {
        var aside = SetAside(name);
        var whole = File.ReadAllBytes(aside);
        File.WriteAllBytes(this[name], whole[..(whole.Length / 2)]);
        return new Afterwards(() => File.Move(aside, this[name], overwrite: true));
    }

    /// <summary>Puts the staged libtorch beside the program, as links, until the result is disposed of.</summary>
    public IDisposable WithTorch()
    {
        var torch = Directory.CreateDirectory(this["torch"]);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository, "artifacts", "native", "torch")))
            File.CreateSymbolicLink(Path.Combine(torch.FullName, Path.GetFileName(file)), file);
        return new Afterwards(() => torch.Delete(recursive: true));
    }

    public ValueTask DisposeAsync()
    {
        _place.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private string SetAside(string name)
    {
        var aside = Path.Combine(_place.FullName, Path.GetRandomFileName());
        File.Move(this[name], aside);
        return aside;
    }

    private async Task<(int ExitCode, string Output, string Errors)> Run(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _place.FullName };
        // Nothing that a test makes goes into the home of who runs it; what builds does keep its packages there.
        if (arguments[0] != "publish")
            start.Environment["HOME"] = _place.FullName;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"'{program}' did not start.");
        using var deadline = new CancellationTokenSource(Patience);
        var errors = process.StandardError.ReadToEndAsync(deadline.Token);
        var output = await process.StandardOutput.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        return (process.ExitCode, output, await errors);
    }

    private sealed class Afterwards(Action action) : IDisposable
    {
        public void Dispose() => action();
    }
}
