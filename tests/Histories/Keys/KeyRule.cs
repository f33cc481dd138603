namespace Mote.Histories.Keys;

/// <summary>
/// From when on what was done with a key at one silo counts at all: so long after the answer where all are connected, and for
/// as long as a silo may decide where one is cut off (docs/operations.md).
/// </summary>
/// <param name="connected">The first.</param>
/// <param name="cutOff">The second.</param>
/// <param name="isWhole">Whether nothing was amiss with any silo, or line, from one moment to another.</param>
public sealed class KeyRule(TimeSpan connected, TimeSpan cutOff, Func<TimeSpan, TimeSpan, bool> isWhole)
{
    /// <summary>Uses that cannot have been: of a key that is revoked and opened, or that is not and did not.</summary>
    public IEnumerable<KeyUse> Broken(KeyHistory key) => key.Uses.Where(use => use.IsTaken switch
    {
        true => key.Revoked is { } revoked && use.Asked > revoked + Within(revoked, use),
        false => (key.RevocationAsked is not { } asked || use.Answered < asked) && use.Asked > key.Made + Within(key.Made, use),
        null => false,
    });

    // What was amiss before may be so until whoever was cut off has heard.
    private TimeSpan Within(TimeSpan changed, KeyUse use) => isWhole(changed - cutOff, use.Answered) ? connected : cutOff;
}
