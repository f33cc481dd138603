using System.CommandLine;
using Mote.Cli.Output;
using Mote.Recognition.Protection.Records;

namespace Mote.Cli.Cohorts;

/// <summary><c>mote cohort move</c>.</summary>
internal static class MoveCommand
{
    private static readonly Option<string> Out = new("--out") { Description = "The pack to write.", Required = true };

    public static Command Create() => ServiceKeys.AddBothTo(new Command("move", "Write a cohort pack sealed under another service's keys. It never lies open.") { CohortCommand.Pack, Out }).Runs(Run);

    private static async Task<int> Run(ParseResult parsed, Screen screen, CancellationToken cancellationToken)
    {
        var (path, to) = (CohortCommand.PackFile(parsed), parsed.GetRequiredValue(Out));
        if (await CohortPackFile.SealedUnder(path, cancellationToken) is null)
            throw new UsageException($"'{path}' lies open: 'mote cohort seal' seals it under the keys of its service.");
        using var keys = ServiceKeys.Find(parsed);
        var (pack, _) = await CohortPackFile.Read(path, keys.Provider, cancellationToken);
        using var others = ServiceKeys.FindOrMakeOther(parsed, screen);
        var version = await CohortPackFile.Seal(pack, to, others.Provider, cancellationToken);
        screen.Result(
            new { path = to, pack.Hash, masterKeyVersion = version },
            $"Wrote {to}, sealed under master key version {version} of {others.Place}; its hash stays {pack.Hash[..12]}.");
        return ExitCode.Done;
    }
}
