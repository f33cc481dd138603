using Mote.Protocol;
using Mote.WebConsole.Layout;

namespace Mote.WebConsole.Activity;

/// <summary>Entries of the audit trail in words.</summary>
internal static class ActivityWords
{
    /// <summary>How something can end.</summary>
    public static IReadOnlyList<AuditOutcome> Outcomes { get; } = Enum.GetValues<AuditOutcome>();

    /// <summary>The outcome that an address names; null for none.</summary>
    public static AuditOutcome? Outcome(string? name) => Outcomes.Cast<AuditOutcome?>().FirstOrDefault(outcome => Named(outcome!.Value) == name);

    /// <summary>How an address names an outcome.</summary>
    public static string Named(AuditOutcome outcome) => outcome switch
    {
        AuditOutcome.Match => "match",
        AuditOutcome.NonMatch => "non_match",
        AuditOutcome.Refused => "refused",
        _ => "done",
    };

    /// <summary>How something ended.</summary>
    public static string Of(AuditOutcome outcome) => Plain(Named(outcome));

    /// <summary>What happened.</summary>
    public static string Of(AuditKind kind) => kind switch
    {
        AuditKind.Verified => "verified",
        AuditKind.Explained => "verified and explained",
        AuditKind.Enrolled => "enrolled",
        AuditKind.Reenrolled => "re-enrolled",
        AuditKind.ReenrolledByForce => "re-enrolled by force",
        AuditKind.FailedToEnrol => "failed to enrol",
        AuditKind.Excluded => "told from somebody else",
        AuditKind.Erased => "erased",
        AuditKind.Locked => "locked",
        AuditKind.LockedEverywhere => "locked at all doors",
        AuditKind.Unlocked => "unlocked",
        AuditKind.CredentialsRefused => "credentials refused",
        AuditKind.KeysRotated => "master key changed",
        AuditKind.AuditRead => "activity read",
        AuditKind.Interrupted => "interrupted: decisions before may be missing",
        AuditKind.CandidateEnrolled => "re-enrolled, in the shadow for now",
        AuditKind.CandidatePromoted => "candidate took over",
        AuditKind.CandidateDropped => "candidate dropped",
        AuditKind.RolledBack => "rolled back",
        AuditKind.ReenrolmentRequested => "re-enrolment asked for",
        AuditKind.ReenrolmentWithdrawn => "re-enrolment no longer asked for",
        AuditKind.ApiKeyMade => "API key made",
        AuditKind.ApiKeyLimited => "API key limited",
        AuditKind.ApiKeyRevoked => "API key revoked",
        _ => Plain($"{kind}"),
    };

    /// <summary>How many credentials were refused, and from where; nothing for everything else.</summary>
    public static string? Credentials(AuditEntry entry) => entry.Times is { } times
        ? $": {Words.Count(times)} from {entry.From ?? "other networks"}"
        : null;

    /// <summary>A code as words.</summary>
    public static string Plain(string code) => code.Replace('_', ' ');
}
