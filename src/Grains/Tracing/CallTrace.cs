using System.Diagnostics;

namespace Mote.Grains.Tracing;

/// <summary>
/// How a trace crosses a call of a grain. By Mote's own means, since Orleans' own record the grain's name, which is a person's.
/// </summary>
internal static class CallTrace
{
    /// <summary>Where a call carries the number of the trace.</summary>
    public const string Key = "mote.trace";

    /// <summary>Where calls of grains stand in a trace.</summary>
    public static ActivitySource Source { get; } = new("Mote.Grains");
}
