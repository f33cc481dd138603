using System.CommandLine;
using Mote.Cli.Output;
using Mote.Grains.Audit;

namespace Mote.Cli.Audit;

/// <summary><c>mote audit accept</c>: a store that was put back may be served.</summary>
internal static class AcceptCommand
{
    private static readonly Option<string> Anchors = new("--anchors") { Description = "The file in which the silo notes heads (Mote:Audit:Anchors:File).", Required = true };
    private static readonly Option<string> Realm = new("--realm") { Description = "The realm whose store was put back.", Required = true };

    public static Command Create() => new Command("accept", "Say that a store which was put back may be served: whatever was noted of the realm before counts no more. Who was erased since is in it again, so erase them first; the silo takes it up when it starts.") { Anchors, Realm }
        .Runs(async (parsed, screen, stop) =>
        {
            var (file, realm) = (parsed.GetRequiredValue(Anchors), parsed.GetRequiredValue(Realm));
            var (lines, _) = AnchorFile.Read(file);
            if (!lines.Any(line => line.Realm == realm))
                throw new UsageException($"'{file}' has no line of realm '{realm}'.");
            // Behind half a line that a silo which was killed left.
            var said = new AnchorLine(TimeProvider.System.GetUtcNow(), realm, null);
            await File.AppendAllTextAsync(file, $"\n{said}\n", stop);
            screen.Result(said, $"Noted: the store of '{realm}' may be served as it is. Start its silos again.");
            return ExitCode.Done;
        });
}
