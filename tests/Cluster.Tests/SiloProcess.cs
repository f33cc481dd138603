using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Mote.Client;
using Mote.Recognition.Protection;
using Mote.Tests;

namespace Mote.Cluster.Tests;

/// <summary>A real silo with the real models in a process of its own, on a free loopback port, that can be killed and started again.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private const string Key = "key-of-the-cluster-tests";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-process-");
    private readonly Dictionary<string, string> _settings;
    private readonly StringBuilder _output = new();
    private readonly ServiceProvider _services;
    private readonly HttpClient _probe;
    private Process? _process;

    private SiloProcess(IEnumerable<KeyValuePair<string, string>> settings)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        _settings = new Dictionary<string, string>(settings)
        {
            ["urls"] = address,
            ["Mote__Cluster__SiloPort"] = FreePort().ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Mote__Keys__Provider"] = "environment",
            ["Mote__ApiKeys__0__Name"] = "tests",
            ["Mote__ApiKeys__0__IsOperator"] = "true",
            ["Mote__ApiKeys__0__Realm"] = "site",
            ["Mote__ApiKeys__0__Sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key))),
        };
        AddMasterKey(1);
        SealCohort(1);
        _probe = new HttpClient { BaseAddress = new Uri(address) };
        _services = new ServiceCollection()
            .AddMoteClient(options =>
            {
                options.Address = new Uri(address);
                options.ApiKey = Key;
            })
            .BuildServiceProvider();
    }

    /// <summary>Provides a master key from the next start on.</summary>
    public void AddMasterKey(int version) => _settings[Variable(version)] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>Seals the cohort pack under a master key, in place of the file that is there.</summary>
    public void SealCohort(int version)
    {
        using var master = new MasterKey(version, Convert.FromBase64String(_settings[Variable(version)]));
        foreach (var (name, value) in TestCohort.SiloSettings(_folder.FullName, master))
            _settings[name] = value;
    }

    /// <summary>Destroys a master key: from the next start on nobody has it.</summary>
    public void DestroyMasterKey(int version) => _settings.Remove(Variable(version));

    public MoteClient Client => _services.GetRequiredService<MoteClient>();

    public static async Task<SiloProcess> Start(IEnumerable<KeyValuePair<string, string>> settings)
    {
        var silo = new SiloProcess(settings);
        await silo.Start();
        return silo;
    }

    /// <summary>A silo that does not run yet.</summary>
    public static SiloProcess Of(IEnumerable<KeyValuePair<string, string>> settings) => new(settings);

    /// <summary>The process.</summary>
    public int Id => _process!.Id;

    /// <summary>Starts the process and waits until it says that it is ready.</summary>
    public async Task Start()
    {
        Launch();
        await Ready();
    }

    /// <summary>Waits until it says that it is ready.</summary>
    public async Task Ready()
    {
        using var deadline = new CancellationTokenSource(Patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await IsReady())
        {
            if (_process!.HasExited || deadline.IsCancellationRequested)
                throw new InvalidOperationException($"The silo was not ready.\n{Output()}");
            await tick.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    /// <summary>Starts the process and waits for nothing.</summary>
    public void Launch()
    {
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var assembly = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Silo", configuration, "Mote.Silo.dll"));
        var start = new ProcessStartInfo("dotnet", [assembly]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in _settings)
            start.Environment[name] = value;
        _process = Process.Start(start) ?? throw new InvalidOperationException("The silo did not start.");
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Waits until the process has ended by itself, and says what it wrote.</summary>
    public async Task<string> Ended()
    {
        using var deadline = new CancellationTokenSource(Patience);
        await _process!.WaitForExitAsync(deadline.Token);
        _process.Dispose();
        _process = null;
        return Output();
    }

    /// <summary>Waits until the process has written something.</summary>
    public async Task Says(string expected)
    {
        using var deadline = new CancellationTokenSource(Patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!Output().Contains(expected, StringComparison.Ordinal))
        {
            if (_process!.HasExited || deadline.IsCancellationRequested)
                throw new InvalidOperationException($"The silo did not say '{expected}'.\n{Output()}");
            await tick.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    /// <summary>SIGTERM, as a service manager stops it.</summary>
    public async Task Stop()
    {
        using var kill = Process.Start("kill", ["-TERM", Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await Ended();
    }

    /// <summary>SIGKILL: nothing in the process gets to say goodbye.</summary>
    public async Task Kill()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public string Output()
    {
        lock (_output)
            return _output.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await Kill();
        _probe.Dispose();
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task<bool> IsReady()
    {
        try
        {
            using var answer = await _probe.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Note(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }

    private static string Variable(int version) => $"MOTE_MASTER_KEY_{version}";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
