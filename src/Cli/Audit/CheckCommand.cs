using System.CommandLine;
using Mote.Cli.Identities;
using Mote.Cli.Output;
using Mote.Protocol;

namespace Mote.Cli.Audit;

/// <summary><c>mote audit check</c>: is the audit trail whole, and does it hold what was noted of it elsewhere?</summary>
internal static class CheckCommand
{
    private static readonly Option<string[]> Since = new("--since") { Description = "A head that was noted before, SEQ:HASH or WRITER:SEQ:HASH: the trail is whole only if it is in it still. May be given several times." };
    private static readonly Option<string?> Anchors = new("--anchors") { Description = "A file in which a silo noted heads (Mote:Audit:Anchors:File): all those of the realm are looked for." };

    public static Command Create() => new Command("check", "Recompute the chains of the realm's audit trail; exit code 1 where one is broken, or does not hold what was noted. With an operator's API key.") { Since, Anchors, IdentityCommands.Address, IdentityCommands.KeyFile }
        .Runs(async (parsed, screen, stop) =>
        {
            await using var services = IdentityCommands.Connect(parsed);
            var client = IdentityCommands.Client(services);
            var since = parsed.GetValue(Since) ?? [];
            var others = 0;
            if (parsed.GetValue(Anchors) is { } file)
            {
                (var lines, others) = AnchorFile.Read(file);
                var realm = (await client.CheckAuditAsync(stop)).Realm;
                since = [.. since, .. lines.Where(line => line.Realm == realm && line.Note is not null).Select(line => line.Note!.ToString())];
                if (since.Length == 0)
                    throw new UsageException($"'{file}' has no line of realm '{realm}'.");
            }

            var check = since.Length == 0 ? await client.CheckAuditAsync(stop) : await client.CheckAuditSinceAsync(since, stop);
            screen.Result(check, string.Join('\n', others == 0 ? Words(check) : Words(check).Append($"Lines of the file that are no noted head: {others}.")));
            return check.IsWhole ? ExitCode.Done : ExitCode.Failed;
        });

    private static IEnumerable<string> Words(AuditCheck check)
    {
        yield return check switch
        {
            { IsWhole: false } => $"BROKEN at entry {check.BrokenAt}: {check.Reason}",
            { Last: 0 } => "Whole: nothing was noted yet.",
            { Chains: [_, _, ..] chains } => $"Whole: {string.Join("; ", chains.Select(chain => $"entries {chain.First} to {chain.Last} of {chain.Writer}"))}.",
            _ => $"Whole: entries {check.First} to {check.Last}.",
        };
        foreach (var note in check.Notes?.Where(note => note.State is AuditNoteState.Missing or AuditNoteState.Another) ?? [])
            yield return $"NOT THERE: {note.Note}: {note.Reason}";
        if (check.Notes is { } notes)
            yield return $"Of {notes.Count} noted heads {notes.Count(note => note.State == AuditNoteState.Held)} are in it{Dropped(notes)}.";
        foreach (var chain in check.Chains?.Where(chain => chain.IsWhole) ?? [])
        {
            if (chain.Note is not null)
                yield return $"To be noted elsewhere: {chain.Note}";
        }
    }

    private static string Dropped(IEnumerable<AuditNoteCheck> notes) =>
        notes.Count(note => note.State == AuditNoteState.Dropped) is > 0 and var dropped ? $", {dropped} are of entries that were dropped by age" : "";
}
