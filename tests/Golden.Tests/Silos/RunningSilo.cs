using Microsoft.Extensions.DependencyInjection;
using Mote.Tests;

namespace Mote.Golden.Tests.Silos;

/// <summary>The operators of the golden realms and a door, at a silo.</summary>
internal sealed class RunningSilo : IAsyncDisposable
{
    private readonly TestSilo _silo;
    private readonly Dictionary<string, MoteCaller> _operators;

    private RunningSilo(TestSilo silo)
    {
        _silo = silo;
        _operators = Realm.All.ToDictionary(realm => realm, realm => new MoteCaller(silo.Address, Realm.OperatorKey(realm)));
        Door = new MoteCaller(silo.Address, Realm.DoorKey(Realm.Site), "north-door");
    }

    /// <summary>May verify, in <see cref="Realm.Site"/>.</summary>
    public MoteCaller Door { get; }

    public MoteCaller Operator(string realm = Realm.Site) => _operators[realm];

    /// <param name="plan">What it is made of.</param>
    /// <param name="clock">What time it is; null for the system's clock.</param>
    /// <param name="cancellationToken">Abandons the start.</param>
    public static async Task<RunningSilo> Start(SiloPlan plan, TimeProvider? clock, CancellationToken cancellationToken) =>
        new(await TestSilo.Start(clock is null ? plan : plan with { Services = services => services.AddSingleton(clock) }, cancellationToken));

    /// <summary>Stops it as an operator would.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var caller in _operators.Values.Append(Door))
            await caller.DisposeAsync();
        await _silo.DisposeAsync();
    }
}
