using System.CommandLine;
using Mote.Cli.Output;

namespace Mote.Cli.Identities;

/// <summary><c>mote explain</c>: a decision, and a picture of what spoke for it.</summary>
internal static class ExplainCommand
{
    private static readonly Option<string> Out = new("--out") { Description = "The PNG to write: the photo with what speaks for the person laid over it.", Required = true };
    private static readonly Option<string?> Aligned = new("--aligned") { Description = "A second PNG to write: the same over the aligned face, as the embedder sees it." };

    public static Command Create() => new Command("explain", "Ask like verify, and see what speaks for the person; exit code 3 if it is no match.")
        { IdentityCommands.Subject, IdentityCommands.PhotoFile, Out, Aligned, IdentityCommands.StricterTarget, IdentityCommands.Address, IdentityCommands.KeyFile }
        .Runs(async (parsed, screen, stop) =>
        {
            await using var services = IdentityCommands.Connect(parsed);
            var (subject, path) = (parsed.GetRequiredValue(IdentityCommands.Subject), parsed.GetRequiredValue(Out));
            var photo = await IdentityCommands.Photo(parsed.GetRequiredValue(IdentityCommands.PhotoFile), stop);
            var client = IdentityCommands.Client(services);
            var answer = parsed.GetValue(IdentityCommands.StricterTarget) is { } rate
                ? await client.ExplainAtAsync(subject, photo, rate, stop)
                : await client.ExplainAsync(subject, photo, stop);
            await File.WriteAllBytesAsync(path, answer.Photo, stop);
            if (parsed.GetValue(Aligned) is { } aligned)
                await File.WriteAllBytesAsync(aligned, answer.Aligned, stop);
            screen.Result(new { answer.Decision, answer.Method, answer.Explains, answer.Figures, Out = path }, $"{ExplanationWords.Of(answer, subject)}\n  Written to {path}.");
            return answer.Decision.IsMatch ? ExitCode.Done : ExitCode.NoMatch;
        });
}
