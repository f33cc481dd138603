using System.CommandLine;
using Mote.Cli;
using Mote.Cli.Cohorts;
using Mote.Cli.Demo;
using Mote.Cli.Identities;
using Mote.Cli.Up;

var root = new RootCommand("Mote: face verification that stores no face. Exit codes: 0 done or match, 1 failed, 2 wrong use, 3 no match.")
{
    UpCommand.Create(),
    DemoCommand.Create(),
    CohortCommand.Create(),
    IdentityCommands.Enrol(),
    IdentityCommands.Reenrol(),
    IdentityCommands.Verify(),
    IdentityCommands.List(),
    IdentityCommands.Erase(),
};
var parsed = root.Parse(args);
return parsed.Errors.Count > 0 && parsed.Action is not System.CommandLine.Help.HelpAction
    ? await parsed.InvokeAsync() is 0 ? ExitCode.Done : ExitCode.Usage
    : await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
