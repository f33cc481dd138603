using System.CommandLine;
using Mote.Cli.Output;
using Mote.Recognition.Protection.Records;

namespace Mote.Cli.Cohorts;

/// <summary><c>mote cohort seal</c>: an open pack, or one that is sealed under a master key that is no longer current.</summary>
internal static class SealCommand
{
    public static Command Create() => ServiceKeys.AddTo(new Command("seal", "Seal a cohort pack that lies open, or bring a sealed one under the current master key; the file is replaced.") { CohortCommand.Pack }).Runs(Run);

    private static async Task<int> Run(ParseResult parsed, Screen screen, CancellationToken cancellationToken)
    {
        var path = CohortCommand.PackFile(parsed);
        var isOpen = await CohortPackFile.SealedUnder(path, cancellationToken) is null;
        using var keys = isOpen ? ServiceKeys.FindOrMake(parsed, screen) : ServiceKeys.Find(parsed);
        var (pack, _) = await CohortPackFile.Read(path, keys.Provider, cancellationToken);
        var version = await CohortPackFile.Seal(pack, path, keys.Provider, cancellationToken);
        screen.Result(
            new { path, pack.Hash, masterKeyVersion = version },
            $"Sealed {path} under master key version {version} of {keys.Place}; its hash stays {pack.Hash[..12]}."
            + (isOpen ? " It lay open until now: what backups, copies and the disk itself still hold of it stays open." : ""));
        return ExitCode.Done;
    }
}
