using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Protection;
using Mote.Silo.Keys;
using Mote.Tests;

namespace Mote.Silo.Tests;

/// <summary>What a silo makes of the file that Mote:Cohort names.</summary>
public sealed class CohortFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-cohort-file-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(_folder.FullName, "mote.db");

    [Fact]
    public async Task Start_OpenPackOfRealPeople_IsRefusedWithTheCommandThatSealsIt()
    {
        var settings = RunningSilo.Settings(Database);
        settings["Mote:Cohort"] = TestCohort.File;
        var refused = await Refused(settings);
        Assert.Contains($"mote cohort seal {TestCohort.File}", refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public async Task Start_SealedPackThatOthersMayReach_IsRefusedWithTheCommandThatMendsIt(UnixFileMode others)
    {
        var settings = RunningSilo.Settings(Database);
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }

        var pack = settings["Mote:Cohort"]!;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(pack));
        File.SetUnixFileMode(pack, File.GetUnixFileMode(pack) | others);
        var refused = await Refused(settings);
        Assert.Contains($"chmod 600 '{pack}'", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_PackOfAnotherService_IsRefusedByName()
    {
        var settings = RunningSilo.Settings(Database);
        using var other = MasterKey.Generate(1);
        settings["Mote:Cohort"] = TestCohort.Sealed(_folder.CreateSubdirectory("other").FullName, other);
        Assert.Contains("not sealed under this master key version 1, but under another service's", await Refused(settings), StringComparison.Ordinal);

        using var later = MasterKey.Generate(7);
        settings["Mote:Cohort"] = TestCohort.Sealed(_folder.CreateSubdirectory("later").FullName, later);
        Assert.Contains("sealed under master key version 7, which is not there", await Refused(settings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_PackUnderAnOlderKey_TakesItAndWarns()
    {
        var settings = RunningSilo.Settings(Database);
        new FileMasterKeys(RunningSilo.Keys(Database)).Create();
        var log = new Lines();
        await using var app = MoteSilo.Build(["--environment", "Production"], builder =>
        {
            builder.Configuration.Sources.Clear();
            builder.Configuration.AddInMemoryCollection(settings);
            builder.Logging.ClearProviders().AddProvider(log);
        });
        await app.StartAsync(Cancelled);
        Assert.Equal(CohortPack.Load(TestCohort.File).Hash, app.Services.GetRequiredService<CohortPack>().Hash);
        Assert.Contains(log.Written, line => line.Contains("still needs master key 1", StringComparison.Ordinal) && line.Contains("mote cohort seal", StringComparison.Ordinal));
        await app.StopAsync(Cancelled);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<string> Refused(Dictionary<string, string?> settings)
    {
        await using var app = RunningSilo.Build(settings);
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => app.StartAsync(Cancelled));
        Assert.True(failure is OptionsValidationException or CohortPackException, failure.ToString());
        return failure.Message;
    }

    /// <summary>What was logged.</summary>
    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly List<string> _lines = [];

        public string[] Written
        {
            get
            {
                lock (_lines)
                    return [.. _lines];
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_lines)
                _lines.Add(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }
}
