using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Mote.Client;
using Mote.Recognition.Protection.Keys;

namespace Mote.Tests;

/// <summary>A real silo in a process of its own, on a free loopback port, that can be killed and started again. It has master keys and a caller of its own where the settings name none.</summary>
public sealed class SiloProcess : IAsyncDisposable
{
    /// <summary>The API key of the caller that it has where the settings name none.</summary>
    public const string Key = "key-of-the-cluster-tests";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-process-");
    private readonly Dictionary<string, string?> _settings;
    private readonly string? _pack;
    private readonly StringBuilder _output = new();
    private readonly ServiceProvider _services;
    private readonly HttpClient _probe;
    private readonly string _workingDirectory;
    private readonly string _program;
    private Process? _process;

    private SiloProcess(IEnumerable<KeyValuePair<string, string?>> settings, string workingDirectory = "", string? program = null)
    {
        (_workingDirectory, _program) = (workingDirectory, program ?? Assembly);
        var address = $"http://127.0.0.1:{OwnPort.Take()}";
        _settings = new(SiloCaller.Settings([new SiloCaller(Key, "tests", "site")])) { ["Mote:Keys:Provider"] = "environment" };
        foreach (var (name, value) in settings)
            _settings[name] = value;
        _settings["urls"] = address;
        _pack = _settings.GetValueOrDefault("Mote:Cohort");
        if (!_settings.ContainsKey(Variable(1)))
            AddMasterKey(1);
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

    /// <summary>Seals the cohort pack that it was told of under a master key, in place of any that is sealed already.</summary>
    public void SealCohort(int version)
    {
        using var master = new MasterKey(version, Convert.FromBase64String(_settings[Variable(version)]!));
        _settings["Mote:Cohort"] = SealedCohort.Write(_pack!, _folder.FullName, master);
    }

    /// <summary>Destroys a master key: from the next start on nobody has it.</summary>
    public void DestroyMasterKey(int version) => _settings.Remove(Variable(version));

    /// <summary>Tells it something else from the next start on.</summary>
    public void Tell(string setting, string? value) => _settings[setting] = value;

    /// <summary>The process's number, while it runs.</summary>
    public int Id => _process!.Id;

    /// <summary>Where its edge listens.</summary>
    public Uri Address => _probe.BaseAddress!;

    /// <summary>A caller without the SDK.</summary>
    public HttpClient Caller()
    {
        var caller = new HttpClient { BaseAddress = Address };
        caller.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        return caller;
    }

    public MoteClient Client => _services.GetRequiredService<MoteClient>();

    /// <summary>The silo's program.</summary>
    public static string Assembly { get; } = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Silo", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "Mote.Silo.dll"));

    /// <summary>Starts a silo and waits until it is ready.</summary>
    /// <param name="settings">Its configuration, and whatever else is in its environment.</param>
    /// <param name="workingDirectory">Where it looks for a configuration file; by default where this process does.</param>
    public static async Task<SiloProcess> Start(IEnumerable<KeyValuePair<string, string?>> settings, string workingDirectory = "")
    {
        var silo = new SiloProcess(settings, workingDirectory);
        await silo.Start();
        return silo;
    }

    /// <summary>Starts a silo that might as well run in this process, and waits until it is ready.</summary>
    public static Task<SiloProcess> Start(SiloPlan plan) => Start(Settings(plan));

    /// <summary>A silo that does not run yet, of another program than that of the build.</summary>
    public static SiloProcess Of(SiloPlan plan, string program) => new(Settings(plan), program: program);

    /// <summary>A silo that does not run yet.</summary>
    public static SiloProcess Of(IEnumerable<KeyValuePair<string, string?>> settings) => new(settings);

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
        var start = new ProcessStartInfo("dotnet", [_program]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _workingDirectory };
        foreach (var (name, value) in _settings)
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        _process = Process.Start(start) ?? throw new InvalidOperationException("The silo did not start.");
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
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

    /// <summary>SIGKILL: nothing in the process gets to say goodbye.</summary>
    public async Task Kill()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>SIGTERM, as a service manager stops it.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> Stop()
    {
        await Signal("-TERM");
        return await Ended();
    }

    /// <summary>SIGSTOP: it stands still, and its sockets stay open.</summary>
    public Task Pause() => Signal("-STOP");

    /// <summary>SIGCONT: it goes on.</summary>
    public Task Continue() => Signal("-CONT");

    /// <summary>Waits until it has ended.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> Ended()
    {
        using var deadline = new CancellationTokenSource(Patience);
        await _process!.WaitForExitAsync(deadline.Token);
        var code = _process.ExitCode;
        _process.Dispose();
        _process = null;
        return code;
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

    private async Task Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
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

    private static Dictionary<string, string?> Settings(SiloPlan plan) => new(plan.Configuration()) { ["DOTNET_ENVIRONMENT"] = plan.Environment };

    private static string Variable(int version) => $"MOTE_MASTER_KEY_{version}";
}
