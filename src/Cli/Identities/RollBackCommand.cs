using System.CommandLine;
using Mote.Cli.Output;

namespace Mote.Cli.Identities;

/// <summary><c>mote roll-back</c>: brings back the model-template of before the last re-enrolment.</summary>
internal static class RollBackCommand
{
    public static Command Create() => new Command("roll-back", "Bring back the network of before a person's last re-enrolment, for as long as it is kept; the one in its place is gone for good. With an operator's API key.") { IdentityCommands.Subject, IdentityCommands.Address, IdentityCommands.KeyFile }
        .Runs(async (parsed, screen, stop) =>
        {
            await using var services = IdentityCommands.Connect(parsed);
            var identity = await IdentityCommands.Client(services).RollBackAsync(parsed.GetRequiredValue(IdentityCommands.Subject), stop);
            screen.Result(identity, $"Rolled back {IdentityWords.Of(identity)}");
            return ExitCode.Done;
        });
}
