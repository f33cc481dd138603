using Microsoft.Extensions.DependencyInjection;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;
using Mote.Silo.Cluster;
using Mote.Tests;

namespace Mote.Silo.Tests.Cluster;

/// <summary>A silo that listens nowhere is a whole silo all the same.</summary>
public sealed class SoleSiloTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-sole-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Silo_WithoutAListener_CallsGrainsRunsTimersAndManagesItself()
    {
        await using var silo = await TestSilo.Start(TwoRealms.Plan(_folder.FullName), Cancelled);
        var grains = silo.Services.GetRequiredService<IGrainFactory>();

        Caller.Current = Caller.Service("ticking", "test");
        var ticking = grains.GetGrain<ITickingGrain>("ticking/a");
        Assert.Equal(3, await ticking.Ticked(others: 2).WaitAsync(Patience, Cancelled));
        Assert.Equal(ProblemCode.Forbidden, (await Assert.ThrowsAsync<MoteException>(ticking.Forgotten)).Code);
        var management = grains.GetGrain<IManagementGrain>(0);
        Assert.Equal([SiloStatus.Active], (await management.GetHosts(onlyActive: false, Cancelled)).Values);
        Assert.InRange(await management.GetTotalActivationCount(Cancelled), 3, int.MaxValue);
    }

    [Fact]
    public async Task Listener_UntilItIsUnbound_AcceptsNobodyAndThenEnds()
    {
        await using var listener = await new NoListeners().BindAsync(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 11111), Cancelled);
        using var given = new CancellationTokenSource();
        var first = listener.AcceptAsync(given.Token).AsTask();
        var second = listener.AcceptAsync(CancellationToken.None).AsTask();
        Assert.False(first.IsCompleted || second.IsCompleted);

        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.False(second.IsCompleted);

        await listener.UnbindAsync(Cancelled);
        Assert.Null(await second.WaitAsync(Patience, Cancelled));
        Assert.Null(await listener.AcceptAsync(Cancelled));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
