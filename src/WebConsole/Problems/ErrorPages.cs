using Microsoft.AspNetCore.Http;
using Mote.Protocol;
using Mote.WebConsole.Routes;

namespace Mote.WebConsole.Problems;

/// <summary>What went wrong, as pages in plain words.</summary>
public static class ErrorPages
{
    /// <summary>Whether a request is the console's, so that a page answers it and not a problem document.</summary>
    /// <param name="context">The request.</param>
    public static bool Answer(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Features.Get<ConsoleRoute>() is not null;
    }

    /// <summary>Answers with a page.</summary>
    /// <param name="context">The request.</param>
    /// <param name="problem">What went wrong.</param>
    public static Task Write(HttpContext context, Problem problem)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(problem);
        if (context.Response.HasStarted)
            return Task.CompletedTask;
        SecurityHeaders.Apply(context);
        return Page.Of<ErrorPage>(problem, problem.Status).ExecuteAsync(context);
    }

    internal static Task Forbidden(HttpContext context) =>
        Write(context, Problem.Of(ProblemCode.Forbidden, "What you signed in with has no right to this page: sign in with a key or an account that has it."));

    internal static Task NotFound(HttpContext context) => Write(context, Problem.Of(ProblemCode.NotFound, "There is no page at this address."));
}
