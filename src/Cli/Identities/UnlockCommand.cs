using System.CommandLine;
using Mote.Cli.Output;
using Mote.Protocol;

namespace Mote.Cli.Identities;

/// <summary><c>mote unlock</c>: lifts the locks that too many consecutive non-matches have closed.</summary>
internal static class UnlockCommand
{
    private static readonly Option<string?> Door = new("--door") { Description = "Only the lock at this door; without it all locks." };

    public static Command Create() => new Command("unlock", "Lift the locks that too many photos in a row have closed that did not match; with an operator's API key.") { IdentityCommands.Subject, Door, IdentityCommands.Address, IdentityCommands.KeyFile }
        .Runs(async (parsed, screen, stop) =>
        {
            await using var services = IdentityCommands.Connect(parsed);
            var subject = parsed.GetRequiredValue(IdentityCommands.Subject);
            var client = IdentityCommands.Client(services);
            if (parsed.GetValue(Door) is { } door)
            {
                await client.UnlockAtAsync(subject, new IdentityLock(default) { Door = door }, stop);
                screen.Result(new { subject, door, locked = false }, $"Lifted: {subject} is not locked at the door {door} by itself any more, and what was counted there is forgotten.");
                return ExitCode.Done;
            }

            await client.UnlockAsync(subject, stop);
            screen.Result(new { subject, locked = false }, $"Lifted: {subject} is locked nowhere any more, and what was counted is forgotten.");
            return ExitCode.Done;
        });
}
