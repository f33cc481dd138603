using System.CommandLine;
using Mote.Cli.Output;

namespace Mote.Cli.Identities;

/// <summary><c>mote unlock</c>: lifts the lock that too many consecutive non-matches have closed.</summary>
internal static class UnlockCommand
{
    public static Command Create() => new Command("unlock", "Lift the lock that too many photos in a row have closed that did not match; with an operator's API key.") { IdentityCommands.Subject, IdentityCommands.Address, IdentityCommands.KeyFile }
        .Runs(async (parsed, screen, stop) =>
        {
            await using var services = IdentityCommands.Connect(parsed);
            var subject = parsed.GetRequiredValue(IdentityCommands.Subject);
            await IdentityCommands.Client(services).UnlockAsync(subject, stop);
            screen.Result(new { subject, locked = false }, $"{subject} is not locked.");
            return ExitCode.Done;
        });
}
