using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Mote.Silo.Tests.Rehearsals;

/// <summary>Holds every verification at the edge until it is let go, and turns the first ones away.</summary>
internal sealed class HeldVerifications(int turnedAway) : IStartupFilter
{
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _arrived;

    public int Arrived => Volatile.Read(ref _arrived);

    public void LetGo() => _held.TrySetResult();

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (HttpContext context, RequestDelegate rest) =>
        {
            if (context.Request.Path.Value!.EndsWith("/verify", StringComparison.Ordinal))
            {
                var number = Interlocked.Increment(ref _arrived);
                await _held.Task.WaitAsync(context.RequestAborted);
                if (number <= turnedAway)
                {
                    context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                    return;
                }
            }

            await rest(context);
        });
        next(app);
    };
}
