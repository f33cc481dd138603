using System.CommandLine;

namespace Mote.Cli.Output;

/// <summary>Runs a command and turns what it throws into a line on standard error, or with <c>--json</c> into the one document, and an exit code.</summary>
internal static class CommandAction
{
    public static readonly Option<bool> Json = new("--json") { Description = "Write the result, or what failed, as one JSON document." };

    /// <summary>Gives the command its <c>--json</c> option and its action.</summary>
    public static Command Runs(this Command command, Func<ParseResult, Screen, CancellationToken, Task<int>> action)
    {
        command.Options.Add(Json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var screen = new Screen(parsed.GetValue(Json));
            try
            {
                return await action(parsed, screen, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return screen.Fail(CommandFailure.Stopped);
            }
            catch (Exception thrown) when (CommandFailure.Of(thrown) is { } failure)
            {
                return screen.Fail(failure);
            }
        });
        return command;
    }
}
