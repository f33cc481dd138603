using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Mote.Silo.Health;

/// <summary>What <c>/health/ready</c> says: the status, and why it is not a better one.</summary>
internal static class HealthAnswer
{
    public static Task Write(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain";
        var reasons = report.Entries.Where(entry => entry.Value.Status != HealthStatus.Healthy).Select(entry => $"\n{entry.Key}: {entry.Value.Description}");
        return context.Response.WriteAsync($"{report.Status}{string.Concat(reasons)}", context.RequestAborted);
    }
}
