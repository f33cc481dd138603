using System.CommandLine;
using System.Globalization;
using Mote.Cli.Identities;
using Mote.Cli.Output;
using Mote.Client;
using Mote.Grains.Contracts.Access;
using Mote.Protocol;

namespace Mote.Cli.Audit;

/// <summary><c>mote audit trail</c>: what was decided and changed, newest first.</summary>
internal static class TrailCommand
{
    private static readonly Option<string?> Subject = new("--subject") { Description = "Only entries about this person." };
    private static readonly Option<AuditKind?> Kind = new("--kind") { Description = "Only entries of this kind." };
    private static readonly Option<AuditOutcome?> Outcome = new("--outcome") { Description = "Only entries that ended so." };
    private static readonly Option<string?> Door = new("--door") { Description = "Only entries of this door." };
    private static readonly Option<int> Limit = Positive(new("--limit") { Description = "At most so many.", DefaultValueFactory = _ => 50 });

    public static Command Create() => new Command("trail", "What was decided and changed in the realm, newest first; with an operator's API key.") { Subject, Kind, Outcome, Door, Limit, IdentityCommands.Address, IdentityCommands.KeyFile }
        .Runs(async (parsed, screen, stop) =>
        {
            await using var services = IdentityCommands.Connect(parsed);
            var filter = new AuditFilter { Subject = parsed.GetValue(Subject), Kind = parsed.GetValue(Kind), Outcome = parsed.GetValue(Outcome), Door = parsed.GetValue(Door) };
            var entries = await IdentityCommands.Client(services).AuditAsync(filter, stop).Take(parsed.GetValue(Limit)).ToListAsync(stop);
            screen.Result(entries, entries.Count == 0 ? "Nothing." : string.Join('\n', Lines(entries)));
            return ExitCode.Done;
        });

    // Whose chain an entry is in says something only where there are several.
    private static IEnumerable<string> Lines(List<AuditEntry> entries)
    {
        var areSeveral = entries.Select(entry => entry.Writer).Distinct(StringComparer.Ordinal).Count() > 1;
        return entries.Select(entry => areSeveral ? $"{Line(entry)}, written by {entry.Writer}" : Line(entry));
    }

    private static string Line(AuditEntry entry)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{entry.Sequence,7}  {entry.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss}  {Word(entry.Kind)}, {Word(entry.Outcome)}");
        line += entry switch
        {
            { Subject: { } subject } => $": {subject}",
            { Person: not null } => ": somebody erased since",
            { ApiKey: { } key } => $": {key}",
            { Realm: { } realm } => $": {realm}",
            { Times: { } times } => string.Create(CultureInfo.InvariantCulture, $": {times} from {entry.From ?? "other networks"}"),
            _ => "",
        };
        if (entry.Code is { } code)
            line += $" ({code})";
        if (entry.MostMissing is { } missing)
            line += string.Create(CultureInfo.InvariantCulture, $": up to {missing} decisions before may be missing");
        if (entry.FalseMatchRate is { } rate)
            line += $" at {DecisionWords.Rate(rate)}";
        if (entry.ByOthersWord is true)
            line += ", by the other silos' word";
        return $"{line}{(entry.Door is { } door ? $", door {door}" : "")}{(entry.Caller is "" ? "" : $", by {entry.Caller}")}";
    }

    private static string Word(AuditKind kind) => kind switch
    {
        AuditKind.Reenrolled => "re-enrolled",
        AuditKind.ReenrolledByForce => "re-enrolled by force",
        AuditKind.FailedToEnrol => "failed to enrol",
        AuditKind.LockedEverywhere => "locked everywhere",
        AuditKind.CredentialsRefused => "credentials",
        AuditKind.KeysRotated => "keys rotated",
        AuditKind.AuditRead => "audit read",
        AuditKind.CandidateEnrolled => "re-enrolled, in the shadow for now",
        AuditKind.CandidatePromoted => "candidate took over",
        AuditKind.CandidateDropped => "candidate dropped",
        AuditKind.RolledBack => "rolled back",
        AuditKind.ReenrolmentRequested => "re-enrolment requested",
        AuditKind.ReenrolmentWithdrawn => "re-enrolment request withdrawn",
        AuditKind.ApiKeyMade => "API key made",
        AuditKind.ApiKeyLimited => "API key limited",
        AuditKind.ApiKeyRevoked => "API key revoked",
        AuditKind.RealmMade => "Realm made",
        AuditKind.RealmRemoved => "Realm removed",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private static string Word(AuditOutcome outcome) => outcome == AuditOutcome.NonMatch ? "non-match" : outcome.ToString().ToLowerInvariant();

    private static Option<int> Positive(Option<int> limit)
    {
        limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("--limit is at least 1.");
        });
        return limit;
    }
}
