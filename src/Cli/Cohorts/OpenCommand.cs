using System.CommandLine;
using Mote.Cli.Output;
using Mote.Ownership;
using Mote.Recognition.Protection.Records;

namespace Mote.Cli.Cohorts;

/// <summary><c>mote cohort open</c>.</summary>
internal static class OpenCommand
{
    private static readonly Option<string> Out = new("--out") { Description = "The open pack to write, where nothing is yet.", Required = true };

    public static Command Create() => ServiceKeys.AddTo(new Command("open", "Take the seal off a cohort pack, for a backup apart from the keys or a service that has others. Whoever reads the open file can name its people in other photos.") { CohortCommand.Pack, Out }).Runs(Run);

    private static async Task<int> Run(ParseResult parsed, Screen screen, CancellationToken cancellationToken)
    {
        var (path, to) = (CohortCommand.PackFile(parsed), parsed.GetRequiredValue(Out));
        if (File.Exists(to))
            throw new UsageException($"'{to}' is there already: --out names a file that is not.");
        if (await CohortPackFile.SealedUnder(path, cancellationToken) is null)
            throw new UsageException($"'{path}' is not sealed.");
        using var keys = ServiceKeys.Find(parsed);
        var (pack, _) = await CohortPackFile.Read(path, keys.Provider, cancellationToken);
        OwnFile.Write(to, pack.ToBytes().Span);
        screen.Result(
            new { path = to, pack.Hash },
            $"Wrote {to}, hash {pack.Hash[..12]}. It lies open: whoever reads it can name its people in other photos. Keep it to yourself, seal it again with 'mote cohort seal', and delete it once it has served.");
        return ExitCode.Done;
    }
}
