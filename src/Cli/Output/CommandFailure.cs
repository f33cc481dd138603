using System.ComponentModel.DataAnnotations;
using Mote.Client;
using Mote.Evaluation.Protocol;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Training;
using Mote.Silo.Starts;

namespace Mote.Cli.Output;

/// <summary>What a command that failed answers: a line for people, an object for programs, and an exit code for both.</summary>
/// <param name="Exit">One of <see cref="ExitCode"/>.</param>
/// <param name="Code">One of <see cref="ProblemCode"/> where the service says so; else <c>usage</c>, <c>failed</c>, <c>unanswered</c> or <c>stopped</c>.</param>
/// <param name="Message">What was wrong and what to do about it.</param>
/// <param name="RetryAfter">When the service wants to be asked again, in seconds; null where it does not say.</param>
internal sealed record CommandFailure(int Exit, string Code, string Message, double? RetryAfter = null)
{
    public const string UsageCode = "usage";
    private const string FailedCode = "failed";

    public static CommandFailure Stopped { get; } = new(ExitCode.Failed, "stopped", "Stopped.");

    public static CommandFailure Usage(string message) => new(ExitCode.Usage, UsageCode, message);

    /// <summary>What that means; null for what nobody foresaw.</summary>
    public static CommandFailure? Of(Exception failure) => failure switch
    {
        UsageException or EvaluationSetException => Usage(failure.Message),
        MoteClientException { Problem: { } problem } refusal => new(ExitOf(problem.Code, refusal.Kind!.Value), problem.Code, failure.Message, problem.RetryAfterSeconds),
        MoteClientException => new(ExitCode.Unavailable, "unanswered", failure.Message),
        // Of a store on this machine, which is no service.
        MoteException refusal => new(ExitCode.Failed, refusal.Code, failure.Message),
        RecipeUnavailableException or TorchUnavailableException or DownloadException or ValidationException or IOException or UnauthorizedAccessException => new(ExitCode.Failed, FailedCode, failure.Message),
        _ => StartFault.Of(failure) is { } fault ? new(ExitCode.Failed, FailedCode, fault) : null,
    };

    /// <summary>What the service's refusal means to a script.</summary>
    /// <param name="code">The problem.</param>
    /// <param name="kind">What it has in common with others.</param>
    public static int ExitOf(string code, ProblemKind kind) => kind switch
    {
        _ when code == ProblemCode.InvalidRequest => ExitCode.Usage,
        ProblemKind.LockedOut => ExitCode.LockedOut,
        ProblemKind.Busy or ProblemKind.Unavailable or ProblemKind.Damaged or ProblemKind.MasterKey or ProblemKind.Internal => ExitCode.Unavailable,
        _ => ExitCode.Failed,
    };
}
