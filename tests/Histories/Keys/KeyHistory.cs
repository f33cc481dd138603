namespace Mote.Histories.Keys;

/// <summary>One API key: made, perhaps revoked, and used meanwhile.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Made">When its maker was told it.</param>
/// <param name="RevocationAsked">When it was asked to be revoked; null where nobody asked.</param>
/// <param name="Revoked">When that was acknowledged; null where it was not.</param>
/// <param name="Uses">Who showed it.</param>
public sealed record KeyHistory(string Name, TimeSpan Made, TimeSpan? RevocationAsked, TimeSpan? Revoked, IReadOnlyList<KeyUse> Uses)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"key {Name}: made {Made.TotalSeconds:F3} s, asked to be revoked {RevocationAsked?.TotalSeconds:F3} s, revoked {Revoked?.TotalSeconds:F3} s");
}
