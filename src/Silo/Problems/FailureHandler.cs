using Microsoft.AspNetCore.Diagnostics;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;
using Mote.Storage;
using Mote.Storage.Envelopes;
using Mote.WebConsole.Problems;
using Orleans.Storage;

namespace Mote.Silo.Problems;

/// <summary>Turns whatever was thrown into a problem that says no more than the caller may know.</summary>
internal sealed partial class FailureHandler(ILogger<FailureHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
            return true;

        var problem = Problem(exception);
        // Too much at once is no fault of the service's, and where that was is in no stack.
        if (problem.Code == ProblemCode.Overloaded)
            LogBusy(problem.Code, exception is MoteException ? problem.Detail : exception.GetType().Name);
        else if (problem.Status >= StatusCodes.Status500InternalServerError)
            LogFailure(problem.Code, exception);
        await (ErrorPages.Answer(httpContext) ? ErrorPages.Write(httpContext, problem) : ProblemResponse.Write(httpContext, problem));
        return true;
    }

    private static Problem Problem(Exception exception) => exception switch
    {
        MoteException refusal => ProblemResponse.Of(refusal),
        BadHttpRequestException bad => ProblemResponse.OfStatus(bad.StatusCode),
        StateEnvelopeException => ProblemResponse.Of(ProblemCode.StateUnreadable, "The stored state of this subject cannot be read: restore it from a backup, or enrol again; the log says more."),
        StorageUnavailableException or InconsistentStateException => ProblemResponse.Of(ProblemCode.StorageUnavailable, "The state store does not answer: try again, and see the service's log."),
        // A call that was given up though its caller did not: of a silo that died meanwhile.
        TimeoutException or OperationCanceledException or Orleans.Runtime.OrleansMessageRejectionException or Orleans.Runtime.SiloUnavailableException =>
            ProblemResponse.Of(ProblemCode.Overloaded, "The service did not answer in time: try again."),
        { InnerException: { } inner } => Problem(inner),
        _ => ProblemResponse.Of(ProblemCode.Internal, "The service failed; the trace id finds the cause in its log."),
    };

    [LoggerMessage(1, LogLevel.Error, "Answered {Code}")]
    private partial void LogFailure(string code, Exception failure);

    [LoggerMessage(2, LogLevel.Warning, "Answered {Code}: {Reason}")]
    private partial void LogBusy(string code, string? reason);
}
