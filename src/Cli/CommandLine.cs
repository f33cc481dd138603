using System.CommandLine;
using System.CommandLine.Help;
using Mote.Cli.Audit;
using Mote.Cli.Clusters;
using Mote.Cli.Cohorts;
using Mote.Cli.Demo;
using Mote.Cli.Evaluate;
using Mote.Cli.Identities;
using Mote.Cli.Identities.Folders;
using Mote.Cli.Keys;
using Mote.Cli.Models;
using Mote.Cli.Output;
using Mote.Cli.Realms;
using Mote.Cli.Up;

namespace Mote.Cli;

/// <summary>All commands.</summary>
internal static class CommandLine
{
    // A silo that is told to stop finishes what it is answering and hands its grains over; the host gives it 30 s.
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(35);

    public static RootCommand Create() => new("Mote: face verification that stores no face. Exit codes: 0 done or match, 1 failed or refused, 2 wrong use, 3 no match, 4 locked for a while, 5 the service does not answer or is damaged.")
    {
        UpCommand.Create(),
        DemoCommand.Create(),
        ModelsCommand.Create(),
        CohortCommand.Create(),
        EvaluateCommand.Create(),
        KeysCommand.Create(),
        ApiKeysCommand.Create(),
        RealmsCommand.Create(),
        ClusterCommand.Create(),
        SiloCommand.Create(),
        AuditCommand.Create(),
        IdentityCommands.Enrol(),
        EnrolFolderCommand.Create(),
        IdentityCommands.Reenrol(),
        IdentityCommands.Verify(),
        ExplainCommand.Create(),
        IdentityCommands.Describe(),
        ExclusionCommand.Create(),
        UnlockCommand.Create(),
        RollBackCommand.Create(),
        ReenrolmentRequestCommand.Create(),
        FairnessCommand.Create(),
        IdentityCommands.List(),
        IdentityCommands.Erase(),
    };

    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> Run(string[] args)
    {
        var parsed = Create().Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction && parsed.CommandResult.Command.Options.Contains(CommandAction.Json) && parsed.GetValue(CommandAction.Json))
            return new Screen(json: true).Fail(CommandFailure.Usage(string.Join(' ', parsed.Errors.Select(error => error.Message))));
        var exit = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = StopWithin });
        return parsed.Errors.Count > 0 && parsed.Action is not HelpAction ? ExitCode.Usage : exit;
    }
}
