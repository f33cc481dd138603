using Mote.Grains.Contracts.Identities;
using NetArchTest.Rules;

namespace Mote.Silo.Tests;

/// <summary>The API's routes ask the service, and nothing below it: who may, and what an answer is called, is said there once.</summary>
public sealed class EdgeTests
{
    private const string Below = "Orleans";

    private static string[] Grains => [.. typeof(IIdentityGrain).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IGrain))).Select(type => type.FullName!)];

    [Fact]
    public void Routes_AskTheServiceAlone()
    {
        var routes = Types.InAssembly(typeof(MoteSilo).Assembly).That().HaveNameMatching("Endpoints?$");
        Assert.Equal(
            ["ApiKeyEndpoints", "AuditEndpoints", "ExplainEndpoint", "FairnessEndpoint", "IdentityEndpoints", "KeyEndpoints", "MetricsEndpoint", "RealmEndpoints", "ReenrolmentEndpoints", "SuccessionEndpoints"],
            routes.GetTypes().Select(type => type.Name).Order(StringComparer.Ordinal));
        Assert.True(routes.Should().NotHaveDependencyOnAny([Below, "Mote.Grains.Roster", "Mote.Grains.Fairness", "Mote.WebConsole", .. Grains]).GetResult().IsSuccessful);
    }

    /// <summary>That this can fail: what the service is made of does ask them.</summary>
    [Fact]
    public void Service_AsksBelow()
    {
        var service = Types.InAssembly(typeof(Mote.Service.MoteService).Assembly);
        Assert.False(service.Should().NotHaveDependencyOnAny(Below).GetResult().IsSuccessful);
        Assert.False(service.Should().NotHaveDependencyOnAny(Grains).GetResult().IsSuccessful);
    }
}
