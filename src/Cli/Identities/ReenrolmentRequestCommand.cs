using System.CommandLine;
using System.Globalization;
using Mote.Cli.Output;
using Mote.Client;
using Mote.Grains.Contracts.Identities;
using Mote.Protocol;

namespace Mote.Cli.Identities;

/// <summary><c>mote request-re-enrolment</c>: asks that somebody, or many, be enrolled anew.</summary>
internal static class ReenrolmentRequestCommand
{
    private const string DayForm = "yyyy-MM-dd";

    private static readonly Argument<string?> Subject = new("subject") { Description = "The person's name, where one is asked for.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<bool> Withdraw = new("--withdraw") { Description = "Take the request for that person back." };
    private static readonly Option<string?> From = new("--from") { Description = "A file with a name a line: ask for all of these." };
    private static readonly Option<bool> MissingBounds = new("--missing-bounds") { Description = "Ask for everybody whose certificate misses the realm's bounds, or who has none." };
    private static readonly Option<string?> Before = new("--before") { Description = "Ask for everybody enrolled before a day (UTC), as 2026-01-31." };

    public static Command Create()
    {
        var command = new Command("request-re-enrolment", "Ask that a person, or many, be enrolled anew: noted with each until a re-enrolment or a withdrawal. For many, what was interrupted goes on when it is run again. With an operator's API key.")
        {
            Subject, Withdraw, From, MissingBounds, Before, IdentityCommands.Address, IdentityCommands.KeyFile,
        };
        command.Validators.Add(result =>
        {
            var (subject, withdraws) = (result.GetValue(Subject), result.GetValue(Withdraw));
            bool[] chosen = [subject is not null, result.GetValue(From) is not null, result.GetValue(MissingBounds), result.GetValue(Before) is not null];
            if (chosen.Count(choice => choice) != 1)
                result.AddError("Give exactly one of a subject, --from, --missing-bounds and --before.");
            else if (withdraws && subject is null)
                result.AddError("--withdraw is for one subject.");
            else if (subject is not null && !IdentityKey.IsName(subject))
                result.AddError(IdentityCommands.NamingRule);
        });
        return command.Runs(async (parsed, screen, stop) =>
        {
            var selection = parsed.GetValue(Subject) is null ? await Selection(parsed, stop) : null;
            await using var services = IdentityCommands.Connect(parsed);
            var client = IdentityCommands.Client(services);
            return selection is not null
                ? await Many(client, selection, screen, stop)
                : await One(client, parsed.GetValue(Subject)!, parsed.GetValue(Withdraw), screen, stop);
        });
    }

    private static async Task<int> One(MoteClient client, string subject, bool withdraws, Screen screen, CancellationToken stop)
    {
        if (withdraws)
        {
            await client.WithdrawReenrolmentAsync(subject, stop);
            screen.Result(new { subject, requested = false }, $"Nobody asks any more that {subject} be enrolled anew.");
            return ExitCode.Done;
        }

        var identity = await client.RequestReenrolmentAsync(subject, stop);
        screen.Result(identity, IdentityWords.Of(identity));
        return ExitCode.Done;
    }

    private static async Task<int> Many(MoteClient client, ReenrolmentSelection selection, Screen screen, CancellationToken stop)
    {
        var job = await screen.Progress("Asking", progress => client.RequestReenrolmentsAsync(selection, progress, stop));
        screen.Result(job, Ended(job));
        return job is { State: ReenrolmentJobState.Complete, Refused: 0 } ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<ReenrolmentSelection> Selection(ParseResult parsed, CancellationToken stop)
    {
        if (parsed.GetValue(From) is { } file)
        {
            if (!File.Exists(file))
                throw new UsageException($"There is no file '{file}'.");
            string[] names = [.. (await File.ReadAllLinesAsync(file, stop)).Select(line => line.Trim()).Where(line => line is not "")];
            if (names is [])
                throw new UsageException($"The file '{file}' names nobody: write a name a line.");
            if (Array.FindIndex(names, name => !IdentityKey.IsName(name)) is >= 0 and var wrong)
                throw new UsageException($"The file '{file}' names '{names[wrong]}'. {IdentityCommands.NamingRule}");
            return new ReenrolmentSelection(names);
        }

        if (parsed.GetValue(Before) is not { } text)
            return new ReenrolmentSelection(MissesBounds: true);
        return DateOnly.TryParseExact(text, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new ReenrolmentSelection(EnrolledBefore: day)
            : throw new UsageException($"'{text}' is no day: write it as 2026-01-31.");
    }

    private static string Ended(ReenrolmentJob job)
    {
        var line = $"Looked at {job.Done} people: {job.Noted} are to be enrolled anew from now on, {job.NotedBefore} were already";
        if (job.NotEnrolled > 0)
            line += $", {job.NotEnrolled} are not enrolled";
        if (job.Refused > 0)
            line += $", {job.Refused} could not be read{(job.RefusedSubjects.Count > 0 ? $" ({string.Join(", ", job.RefusedSubjects)}): 'mote verify' says why" : "")}";
        return job.State == ReenrolmentJobState.Complete ? $"{line}." : $"Stopped. {line}. See the service's log and run it again: it goes on where it stopped.";
    }
}
