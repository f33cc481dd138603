using NetArchTest.Rules;

namespace Mote.Grains.Tests.Identities;

/// <summary>What an identity is knows neither Orleans nor an edge, so that it can be tested in milliseconds and read by itself.</summary>
public sealed class PureRoomTests
{
    private const string Room = "Mote.Grains.Identities";

    // What Orleans wrote before there were sections is read by Orleans.
    private const string ReadByOrleans = "Mote.Grains.Identities.FirstForm";

    private static readonly string[] World = ["Orleans", "Microsoft.AspNetCore", "Microsoft.Extensions.Hosting", "Mote.Grains.Mailbox", "Mote.Grains.Audit", "Mote.Storage", "Mote.Vision"];

    [Fact]
    public void Identities_DependOnNothingOfTheWorld()
    {
        var rooms = Types.InAssembly(typeof(Mote.Grains.Identities.Identity).Assembly).That().ResideInNamespace(Room).And().DoNotResideInNamespace(ReadByOrleans);
        Assert.NotEmpty(rooms.GetTypes());
        var result = rooms.Should().NotHaveDependencyOnAny(World).GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypes?.Select(type => type.FullName) ?? []));
    }

    /// <summary>The rule can fail: the adapter breaks it.</summary>
    [Fact]
    public void Mailbox_DependsOnOrleans() =>
        Assert.False(Types.InAssembly(typeof(Mote.Grains.Identities.Identity).Assembly).That().ResideInNamespace("Mote.Grains.Mailbox").Should().NotHaveDependencyOnAny(World).GetResult().IsSuccessful);
}
