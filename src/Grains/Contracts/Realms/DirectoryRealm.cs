namespace Mote.Grains.Contracts.Realms;

/// <summary>A realm that was made at run time.</summary>
/// <param name="Settings">What it has of its own.</param>
/// <param name="Standing">How it stands with it.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="MadeBy">By whom.</param>
[GenerateSerializer, Immutable, Alias("Mote.DirectoryRealm")]
public sealed record DirectoryRealm(
    [property: Id(0)] RealmSettings Settings,
    [property: Id(1)] RealmStanding Standing,
    [property: Id(2)] DateTimeOffset MadeAt,
    [property: Id(3)] string MadeBy)
{
    /// <summary>What it is called.</summary>
    public string Name => Settings.Name;
}
