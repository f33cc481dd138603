namespace Mote.WebConsole.ApiKeys;

/// <summary>The page that asks before a key is revoked.</summary>
/// <param name="Name">The key's name.</param>
public sealed record RevokeModel(string Name);
