using System.Diagnostics;
using System.Globalization;
using Mote.Protocol;
using Mote.Tests;

namespace Mote.Cluster.Tests;

/// <summary>A silo stands alone: it listens at its edge and nowhere else, so nobody joins it.</summary>
public sealed class SoleSiloTests : IDisposable
{
    private const string Subject = "ada";

    // A silo that waited for its listener would take the 30 s that a host gives it.
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-sole-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Silo_Running_ListensAtItsEdgeAlone()
    {
        await using var silo = await Start("one");
        await Enrol(silo, 0);

        Assert.Equal([silo.Address.Port], ListeningSockets.PortsOf(silo.Id));
    }

    [Fact]
    public async Task Silo_ToldByOrleansOwnConfigurationToListen_ListensAtItsEdgeAlone()
    {
        await using var silo = await Start("one", ("Orleans__Endpoints__GatewayPort", "30000"), ("Orleans__Endpoints__GatewayListeningEndpoint", "127.0.0.1:30000"), ("Orleans__Endpoints__SiloListeningEndpoint", "127.0.0.1:11111"));
        await Enrol(silo, 0);

        Assert.Equal([silo.Address.Port], ListeningSockets.PortsOf(silo.Id));
    }

    [Fact]
    public async Task Silo_AnotherUserWithoutAKey_NeitherJoinsNorReadsADirection()
    {
        await using var silo = await Start("one");
        await Enrol(silo, 0);

        foreach (var port in ListeningSockets.PortsOf(silo.Id))
        {
            var (exitCode, output) = await OtherUser.Run(["join", port.ToString(CultureInfo.InvariantCulture), "mote", $"site/{Subject}"], Cancelled);
            Assert.True(exitCode == Intruder.StayedOutside, output);
            Assert.DoesNotContain("joined", output, StringComparison.Ordinal);
        }

        Assert.True((await silo.Client.VerifyAsync(Subject, DemoPeople.Photo(0, 0), Cancelled)).IsMatch);
    }

    [Fact]
    public async Task Silo_ToldToStop_StopsAtOnceAndCleanly()
    {
        await using var silo = await Start("one");
        await Enrol(silo, 0);

        var (start, said) = (Stopwatch.GetTimestamp(), silo.Output().Length);
        Assert.Equal(0, await silo.Stop());
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, StopsWithin);
        foreach (var complaint in new[] { "fail:", "crit:", "Exception during shutdown", "Exception in AcceptAsync" })
            Assert.DoesNotContain(complaint, silo.Output()[said..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoSilos_OfOneNameWithStoresOfTheirOwn_KnowNothingOfEachOther()
    {
        await using var one = await Start("one");
        await using var other = await Start("other");
        await Enrol(one, 0);
        await Enrol(other, 1);

        foreach (var (silo, person) in new[] { (one, 0), (other, 1) })
        {
            Assert.True((await silo.Client.VerifyAsync(Subject, DemoPeople.Photo(person, 0), Cancelled)).IsMatch);
            Assert.False((await silo.Client.VerifyAsync(Subject, DemoPeople.Photo(1 - person, 0), Cancelled)).IsMatch);
        }

        Assert.True(await one.Client.EraseAsync(Subject, Cancelled));
        Assert.NotNull(await other.Client.FindAsync(Subject, Cancelled));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<SiloProcess> Start(string store, params (string Name, string Value)[] settings)
    {
        var silo = DemoPeople.Settings(_folder.CreateSubdirectory(store).FullName);
        foreach (var (name, value) in settings)
            silo[name] = value;
        return SiloProcess.Start(silo);
    }

    private static Task<Identity> Enrol(SiloProcess silo, int person) => silo.Client.EnrolAsync(Subject, DemoPeople.Photo(person, 0), cancellationToken: Cancelled);
}
