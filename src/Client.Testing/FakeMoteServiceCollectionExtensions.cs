using Microsoft.Extensions.DependencyInjection;

namespace Mote.Client.Testing;

/// <summary>Puts a <see cref="FakeMote"/> behind the client of a program.</summary>
public static class FakeMoteServiceCollectionExtensions
{
    /// <summary>Has the client that <see cref="MoteClientServiceCollectionExtensions.AddMoteClient"/> registers ask a service of the test, whatever its address is. Called behind it.</summary>
    /// <param name="services">The services.</param>
    /// <param name="mote">The service.</param>
    public static IServiceCollection AskFakeMote(this IServiceCollection services, FakeMote mote)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(mote);
        // By the name that the factory gives a client by its type. Handlers come and go; what they ask stays.
        services.AddHttpClient(nameof(MoteClient)).ConfigurePrimaryHttpMessageHandler(() => new FakeEdge(mote.People, mote.Failures));
        return services;
    }
}
