using Mote.Grains.Contracts.Identities;
using NetArchTest.Rules;

namespace Mote.WebConsole.Tests;

/// <summary>The console's pages ask the service, and nothing below it: who may, and what an answer is called, is said there once.</summary>
public sealed class EdgeTests
{
    /// <summary>All that they know: of what lies below the service, the words for who asks, about whom and with what, for what is refused, and for what can be set.</summary>
    private static readonly string[] Known =
    [
        "System", "Microsoft", "Mote.WebConsole", "Mote.Pages", "Mote.Service", "Mote.Protocol", "Mote.Ownership",
        "Mote.Grains.Contracts.Access", "Mote.Grains.Contracts.Errors", "Mote.Grains.Settings", typeof(IdentityKey).FullName!, typeof(EnrolmentRequest).FullName!, typeof(EnrolmentOptions).FullName!,
    ];

    private static string[] Grains => [.. typeof(IIdentityGrain).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IGrain))).Select(type => type.FullName!)];

    [Fact]
    public void Pages_AskTheServiceAlone()
    {
        Assert.Empty(Strangers(Types.InAssembly(typeof(MoteConsole).Assembly).That().ResideInNamespace("Mote.WebConsole")));
        Assert.True(Types.InAssembly(typeof(MoteConsole).Assembly).Should().NotHaveDependencyOnAny(Grains).GetResult().IsSuccessful);
    }

    /// <summary>That this can fail: what the service is made of does know more.</summary>
    [Fact]
    public void Service_KnowsMore()
    {
        Assert.NotEmpty(Strangers(Types.InAssembly(typeof(Mote.Service.MoteService).Assembly).That().ResideInNamespace("Mote.Service")));
        Assert.False(Types.InAssembly(typeof(Mote.Service.MoteService).Assembly).Should().NotHaveDependencyOnAny(Grains).GetResult().IsSuccessful);
    }

    private static IEnumerable<string> Strangers(PredicateList types) => types.Should().OnlyHaveDependencyOn(Known).GetResult().FailingTypes?.Select(type => type.FullName) ?? [];
}
