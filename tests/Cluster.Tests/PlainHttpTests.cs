using System.Diagnostics;
using System.Security.Cryptography;
using Mote.Tests;

namespace Mote.Cluster.Tests;

/// <summary>A silo that would serve photos in the clear ends with a message, whichever of .NET's settings said so.</summary>
public sealed class PlainHttpTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-plain-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ASPNETCORE_HTTP_PORTS", "8080")]
    [InlineData("DOTNET_HTTP_PORTS", "8080;8081")]
    [InlineData("HTTP_PORTS", "8080")]
    [InlineData("ASPNETCORE_URLS", "http://+:8080")]
    [InlineData("DOTNET_URLS", "HTTP://*:8080")]
    [InlineData("URLS", "https://127.0.0.1:8443;http://door.example:8080")]
    [InlineData("Kestrel__Endpoints__Back__Url", "http://[::]:8080")]
    public async Task Silo_ToldToServePlainHttpBeyondThisMachine_EndsWithAMessage(string name, string value)
    {
        var (exitCode, errors) = await Run(new() { [name] = value });

        Assert.Equal(1, exitCode);
        Assert.Contains("would serve photos without encryption beyond this machine", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_PortsOfAContainerImageAndAnAddressOfItsOwn_ListensAtTheAddress()
    {
        var settings = DemoPeople.Settings(_folder.FullName);
        settings["ASPNETCORE_HTTP_PORTS"] = "8080";
        await using var silo = await SiloProcess.Start(settings);

        Assert.Equal([silo.Address.Port], ListeningSockets.PortsOf(silo.Id));
    }

    [Fact]
    public async Task Silo_ToldSoWhileItRuns_Ends()
    {
        var file = Path.Combine(_folder.FullName, "appsettings.json");
        await File.WriteAllTextAsync(file, "{}", Cancelled);
        await using var silo = await SiloProcess.Start(DemoPeople.Settings(_folder.FullName), _folder.FullName);

        await File.WriteAllTextAsync(file, """{ "Kestrel": { "Endpoints": { "Back": { "Url": "http://*:0" } } } }""", Cancelled);

        Assert.Equal(1, await silo.Ended());
        Assert.Contains("would serve photos without encryption", silo.Output(), StringComparison.Ordinal);
    }

    /// <summary>Told to serve https, and given no certificate; or where another listens.</summary>
    [Fact]
    public async Task Silo_ThatCannotListenWhereItIsTo_EndsWithAMessage()
    {
        var settings = DemoPeople.Settings(_folder.FullName);
        await using var silo = await SiloProcess.Start(settings);
        foreach (var (address, message) in new[] { ("https://127.0.0.1:0", "The silo is to listen at https and has no certificate"), (silo.Address.AbsoluteUri, "The silo cannot listen where it is to") })
        {
            var another = Directory.CreateDirectory(Path.Combine(_folder.FullName, Path.GetRandomFileName())).FullName;
            var told = DemoPeople.Settings(another).Concat(SiloCaller.Settings([new SiloCaller("key-of-the-plain-tests", "tests", "site")])).ToDictionary(setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value!);
            (told["URLS"], told["HOME"], told["Mote__Keys__Provider"], told["MOTE_MASTER_KEY_1"]) = (address, another, "environment", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            var (exitCode, errors) = await Run(told);

            Assert.Equal(1, exitCode);
            Assert.Contains(message, errors, StringComparison.Ordinal);
            Assert.DoesNotContain("Unhandled", errors, StringComparison.Ordinal);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<(int ExitCode, string Errors)> Run(Dictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("dotnet", [SiloProcess.Assembly]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The silo did not start.");
        var (errors, output) = (process.StandardError.ReadToEndAsync(Cancelled), process.StandardOutput.ReadToEndAsync(Cancelled));
        try
        {
            await process.WaitForExitAsync(Cancelled).WaitAsync(Patience, Cancelled);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }

        await output;
        return (process.ExitCode, await errors);
    }
}
