using System.Collections.Concurrent;

namespace Mote.Grains.Access;

/// <summary>
/// How old what another process signed is, though no two processes have a clock in common: each says by its own monotonic
/// clock when it signed, and what came last of it tells how far that clock is from this one. Thread-safe.
/// </summary>
/// <remarks>A process is remembered for as long as this one runs, in 50 bytes: forgotten, it could be repeated.</remarks>
internal sealed class SenderClocks(TimeProvider time)
{
    private readonly ConcurrentDictionary<Guid, Latest> _latest = [];

    /// <summary>This process.</summary>
    public Guid Own { get; } = Guid.NewGuid();

    /// <summary>What this process's clock shows.</summary>
    public TimeSpan Now => time.GetElapsedTime(0);

    /// <summary>How long ago something was signed, beyond what the youngest that came of its signer may have been on its way.</summary>
    /// <param name="sender">Who signed it.</param>
    /// <param name="signedAt">When, by his clock.</param>
    public TimeSpan AgeOf(Guid sender, TimeSpan signedAt)
    {
        var now = Now;
        if (sender == Own)
            return now - signedAt;
        var latest = _latest.AddOrUpdate(
            sender,
            static (_, come) => come,
            static (_, known, come) => come.SignedAt > known.SignedAt ? come : known,
            new Latest(signedAt, now));
        return now - latest.CameAt + (latest.SignedAt - signedAt);
    }

    private readonly record struct Latest(TimeSpan SignedAt, TimeSpan CameAt);
}
