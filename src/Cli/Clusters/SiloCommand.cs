using System.CommandLine;
using System.Diagnostics;
using System.Reflection;
using Mote.Silo;

namespace Mote.Cli.Clusters;

/// <summary><c>mote silo</c>.</summary>
internal static class SiloCommand
{
    private const string Name = "silo";

    public static Command Create()
    {
        var command = new Command(Name, "Run a silo by its settings alone, from files and the environment, as a service manager or a container does; 'mote up' makes its own. What they are called: docs/configuration.md.");
        command.SetAction((_, _) => SiloProgram.Run([]));
        return command;
    }

    /// <summary>This program once more, as a silo.</summary>
    public static ProcessStartInfo Start()
    {
        var program = Environment.ProcessPath!;
        // Where it was started by the runtime's own program, that is told again which one it is.
        return Path.GetFileNameWithoutExtension(program) == "dotnet"
            ? new ProcessStartInfo(program, [Assembly.GetExecutingAssembly().Location, Name])
            : new ProcessStartInfo(program, [Name]);
    }
}
