using System.CommandLine;
using Mote.Cli.Output;

namespace Mote.Cli.Identities;

/// <summary><c>mote request-re-enrolment</c>: asks that somebody be enrolled anew.</summary>
internal static class ReenrolmentRequestCommand
{
    private static readonly Option<bool> Withdraw = new("--withdraw") { Description = "Take the request back." };

    public static Command Create() => new Command("request-re-enrolment", "Ask that a person be enrolled anew, which a re-enrolment fulfils; with an operator's API key.") { IdentityCommands.Subject, Withdraw, IdentityCommands.Address, IdentityCommands.KeyFile }
        .Runs(async (parsed, screen, stop) =>
        {
            await using var services = IdentityCommands.Connect(parsed);
            var (client, subject) = (IdentityCommands.Client(services), parsed.GetRequiredValue(IdentityCommands.Subject));
            if (parsed.GetValue(Withdraw))
            {
                await client.WithdrawReenrolmentAsync(subject, stop);
                screen.Result(new { subject, requested = false }, $"Nobody asks any more that {subject} be enrolled anew.");
                return ExitCode.Done;
            }

            var identity = await client.RequestReenrolmentAsync(subject, stop);
            screen.Result(identity, IdentityWords.Of(identity));
            return ExitCode.Done;
        });
}
