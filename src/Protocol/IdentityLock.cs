namespace Mote.Protocol;

/// <summary>A lock that too many photos in a row have closed that did not match: at one door, for one key, or, with neither, everywhere.</summary>
/// <param name="Until">When it ends.</param>
public sealed record IdentityLock(DateTimeOffset Until)
{
    /// <summary>The door at which it is; null where it is at no one door.</summary>
    public string? Door { get; init; }

    /// <summary>The name of the API key or the account, bound to no door, that it is for; null for none.</summary>
    public string? Key { get; init; }
}
