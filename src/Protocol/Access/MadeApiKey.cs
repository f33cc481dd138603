namespace Mote.Protocol;

/// <summary>An API key that was made just now.</summary>
/// <param name="Secret">The key: told this once, and kept nowhere. It begins with <c>mote_</c>.</param>
/// <param name="Key">What is known of it.</param>
public sealed record MadeApiKey(string Secret, KnownApiKey Key)
{
    /// <summary>Nothing of the secret.</summary>
    public override string ToString() => $"{nameof(MadeApiKey)} {Key.Name}";
}
