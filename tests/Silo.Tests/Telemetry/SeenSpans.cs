using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;

namespace Mote.Silo.Tests.Telemetry;

/// <summary>Every span that ended, as it is after whatever was taken off it.</summary>
internal sealed class SeenSpans : BaseProcessor<Activity>
{
    private readonly ConcurrentQueue<Activity> _ended = [];

    public IReadOnlyList<Activity> All => [.. _ended];

    public override void OnEnd(Activity data) => _ended.Enqueue(data);
}
