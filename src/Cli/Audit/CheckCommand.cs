using System.CommandLine;
using Mote.Cli.Identities;
using Mote.Cli.Output;
using Mote.Protocol;

namespace Mote.Cli.Audit;

/// <summary><c>mote audit check</c>: is the audit trail whole?</summary>
internal static class CheckCommand
{
    public static Command Create() => new Command("check", "Recompute the chain of the realm's audit trail; exit code 1 where it is broken. With an operator's API key.") { IdentityCommands.Address, IdentityCommands.KeyFile }
        .Runs(async (parsed, screen, stop) =>
        {
            await using var services = IdentityCommands.Connect(parsed);
            var check = await IdentityCommands.Client(services).CheckAuditAsync(stop);
            screen.Result(check, Words(check));
            return check.IsWhole ? ExitCode.Done : ExitCode.Failed;
        });

    private static string Words(AuditCheck check) => check switch
    {
        { IsWhole: false } => $"BROKEN at entry {check.BrokenAt}: {check.Reason}",
        { Last: 0 } => "Whole: nothing was noted yet.",
        _ => $"Whole: entries {check.First} to {check.Last}. Hash of the last, to be noted elsewhere: {check.Hash}",
    };
}
