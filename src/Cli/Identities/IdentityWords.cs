using System.Globalization;
using Mote.Protocol;

namespace Mote.Cli.Identities;

/// <summary>An enrolled person as people say it.</summary>
internal static class IdentityWords
{
    public static string Of(Identity identity)
    {
        var line = $"{identity.Subject}: version {identity.Version}, recipe {identity.Recipe}, {identity.WeightBytes} bytes of weights, false-match bound {DecisionWords.Rate(identity.TargetFalseMatchRate)}.";
        foreach (var closed in identity.Locks ?? (identity.LockedUntil is { } until ? [new IdentityLock(until)] : []))
            line += string.Create(CultureInfo.InvariantCulture, $"\nLOCKED until {closed.Until.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, {Of(closed)}: too many photos in a row did not match. 'mote unlock' lifts it.");
        if (identity is { ReenrolmentRequestedOn: { } since, ReenrolmentReason: { } reason })
            line += string.Create(CultureInfo.InvariantCulture, $"\nTo be ENROLLED ANEW since {since:yyyy-MM-dd}: {Of(reason)}. 'mote re-enroll' does it, 'mote request-re-enrolment --withdraw' takes it back.");
        if (identity is { CandidateVersion: { } candidate, CandidateAgreed: { } agreed })
            line += string.Create(CultureInfo.InvariantCulture, $"\nVersion {candidate} runs in its shadow and has agreed {agreed} times in a row.");
        if (identity is { PreviousVersion: { } previous, PreviousKeptUntil: { } kept })
            line += string.Create(CultureInfo.InvariantCulture, $"\nVersion {previous} is kept until {kept:yyyy-MM-dd} (UTC): 'mote roll-back' brings it back.");
        return identity.Certificate is { } certificate ? $"{line}\n{CertificateWords.Of(certificate)}" : line;
    }

    /// <summary>Where a lock is.</summary>
    public static string Of(IdentityLock closed) => closed switch
    {
        { Door: { } door } => $"at the door {door}",
        { Key: { } key } => $"for {key}",
        _ => "everywhere",
    };

    /// <summary>Why somebody is to be enrolled anew.</summary>
    public static string Of(ReenrolmentReason reason) => reason switch
    {
        ReenrolmentReason.MissesBounds => "the certificate misses the realm's bounds",
        ReenrolmentReason.Age => "the network is older than it may be",
        _ => "somebody asked for it",
    };
}
