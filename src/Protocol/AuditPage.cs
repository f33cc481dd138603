namespace Mote.Protocol;

/// <summary>Some entries of a realm's audit trail, newest first.</summary>
/// <param name="Entries">The entries. A page may be short, or empty, and yet not be the last: looking far back for few entries is done in pages, too.</param>
/// <param name="Next">Pass as <c>after</c> for the next page; null on the last.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, long? Next)
{
    /// <summary>The same place by writer, where there are several; passed as <c>after</c> it is found sooner.</summary>
    public string? Cursor { get; init; }
}
