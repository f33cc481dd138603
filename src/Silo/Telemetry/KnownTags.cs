using System.Collections.Frozen;
using System.Diagnostics;
using OpenTelemetry;

namespace Mote.Silo.Telemetry;

/// <summary>
/// Lets nothing of a span out but what is known to be of nobody. Whatever else a library may come to record, an address
/// with a person's name in it say, is taken off; and a span with events, which nothing here writes, is not sent at all.
/// </summary>
internal sealed class KnownTags : BaseProcessor<Activity>
{
    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal,
        "error.type", "http.request.method", "http.response.status_code", "http.route",
        "mote.kind", "mote.outcome", "mote.reason", "mote.recipe", "mote.record", "mote.store.operation", "url.template");

    /// <summary>What a span may carry.</summary>
    public static IEnumerable<string> All => Known.Order(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override void OnStart(Activity data)
    {
        ArgumentNullException.ThrowIfNull(data);
        // Anybody's free text, which would be sent with every span of the trace.
        if (data.Parent is null)
            data.TraceStateString = null;
    }

    /// <inheritdoc/>
    public override void OnEnd(Activity data)
    {
        ArgumentNullException.ThrowIfNull(data);
        List<string>? unknown = null;
        foreach (var (name, _) in data.EnumerateTagObjects())
        {
            if (!Known.Contains(name))
                (unknown ??= []).Add(name);
        }

        foreach (var name in unknown ?? [])
            data.SetTag(name, null);
        if (data.Status == ActivityStatusCode.Error)
            data.SetStatus(ActivityStatusCode.Error);
        if (data.Events.Any() || data.Links.Any())
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }
}
