using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mote.Grains.Models;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Packs;
using Mote.Recognition.Protection.Keys;
using Mote.Silo.Keys;
using Mote.Tests;

namespace Mote.Silo.Tests;

/// <summary>What a silo makes of the file that Mote:Cohort names.</summary>
public sealed class CohortFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-cohort-file-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_OpenPackOfRealPeople_IsRefusedWithTheCommandThatSealsIt()
    {
        var plan = TwoRealms.Plan(_folder.FullName) with { Models = SiloModels.Real(TestCohort.File) };
        var refused = await Refused(plan.With(("Mote:Cohort", TestCohort.File)));
        Assert.Contains($"mote cohort seal {TestCohort.File}", refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public async Task Start_SealedPackThatOthersMayReach_IsRefusedWithTheCommandThatMendsIt(UnixFileMode others)
    {
        var plan = TwoRealms.Plan(_folder.FullName);
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }

        var pack = plan.Configuration()["Mote:Cohort"]!;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(pack));
        File.SetUnixFileMode(pack, File.GetUnixFileMode(pack) | others);
        var refused = await Refused(plan);
        Assert.Contains($"chmod 600 '{pack}'", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_PackOfAnotherService_IsRefusedByName()
    {
        var plan = TwoRealms.Plan(_folder.FullName);
        using var other = MasterKey.Generate(1);
        plan = plan.With(("Mote:Cohort", SealedCohort.Write(DemoCohort.File, _folder.CreateSubdirectory("other").FullName, other)));
        Assert.Contains("not sealed under this master key version 1, but under another service's", await Refused(plan), StringComparison.Ordinal);

        using var later = MasterKey.Generate(7);
        plan = plan.With(("Mote:Cohort", SealedCohort.Write(DemoCohort.File, _folder.CreateSubdirectory("later").FullName, later)));
        Assert.Contains("sealed under master key version 7, which is not there", await Refused(plan), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_PackUnderAnOlderKey_TakesItAndWarns()
    {
        var plan = TwoRealms.Plan(_folder.FullName);
        new FileMasterKeys(plan.Keys).Create();
        var log = new Lines();
        await using var silo = await TestSilo.Start(plan with { Services = services => services.AddLogging(logging => logging.AddProvider(log)) }, Cancelled);
        Assert.Equal(CohortPack.Load(DemoCohort.File).Hash, silo.Services.GetRequiredService<ModelSets>().Common.Cohort.Hash);
        Assert.Contains(log.Written, line => line.Contains("still needs master key 1", StringComparison.Ordinal) && line.Contains("mote cohort seal", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<string> Refused(SiloPlan plan)
    {
        await using var silo = TestSilo.Of(plan);
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => silo.Start(Cancelled));
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
