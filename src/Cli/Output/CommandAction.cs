using System.CommandLine;
using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Mote.Client;
using Mote.Evaluation.Protocol;
using Mote.Grains.Contracts.Errors;
using Mote.Ownership;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Packs;
using Mote.Recognition.Protection.Keys;
using Mote.Recognition.Protection.Records;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Training;
using Mote.Storage;
using Mote.Storage.Claims;
using Mote.Vision.Onnx;

namespace Mote.Cli.Output;

/// <summary>Runs a command and turns what it throws into a line on standard error and an exit code.</summary>
internal static class CommandAction
{
    public static readonly Option<bool> Json = new("--json") { Description = "Write the result as one JSON document." };

    /// <summary>Gives the command its <c>--json</c> option and its action.</summary>
    public static Command Runs(this Command command, Func<ParseResult, Screen, CancellationToken, Task<int>> action)
    {
        command.Options.Add(Json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                return await action(parsed, new Screen(parsed.GetValue(Json)), cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                await Console.Error.WriteLineAsync("Stopped.");
                return ExitCode.Failed;
            }
            catch (Exception wrong) when (wrong is UsageException or EvaluationSetException)
            {
                await Console.Error.WriteLineAsync(wrong.Message);
                return ExitCode.Usage;
            }
            catch (Exception failure) when (failure is MoteClientException or MoteException or ModelException or RecipeUnavailableException or TorchUnavailableException or DownloadException or CohortException or CohortPackException or MasterKeyException or ProtectionException or StorageUnavailableException or StoreClaimedException or OptionsValidationException or ValidationException or IOException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync(failure.Message);
                return ExitCode.Failed;
            }
            catch (Exception failure) when (PublishedFolder.Fault(failure) is { } fault)
            {
                await Console.Error.WriteLineAsync(fault);
                return ExitCode.Failed;
            }
        });
        return command;
    }
}
