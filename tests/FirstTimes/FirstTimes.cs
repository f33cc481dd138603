using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Mote.Tests;

/// <summary>
/// What a process does for the first time, told by its own runtime: the methods that are compiled or found in compiled code,
/// and the assemblies that are loaded, with the requests between them. What is compiled better later is none of it.
/// </summary>
public sealed class FirstTimes : EventListener
{
    /// <summary>The variable that names the file to write at the process's end.</summary>
    public const string File = "MOTE_TESTS_FIRST_TIMES";

    private const string Begin = "begin";
    private const string End = "end";

    // Of the runtime's events: assemblies, compilation, and code that was compiled with an assembly.
    private const EventKeywords Firsts = (EventKeywords)(0x8 | 0x10 | 0x2000000000);
    private const int TierShift = 7;
    private const int TierMask = 7;
    private const int FirstTiers = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<(DateTime Time, string What)> _seen = new();
    private readonly ManualResetEventSlim _seesAll = new();

    /// <summary>The settings of a silo that tells.</summary>
    public static Dictionary<string, string?> Told(Dictionary<string, string?> settings, string file) => new(settings)
    {
        ["DOTNET_STARTUP_HOOKS"] = typeof(FirstTimes).Assembly.Location,
        [File] = file,
    };

    /// <summary>What was done for the first time while the first request to a path was answered.</summary>
    public static string[] While(string path, string file)
    {
        var told = System.IO.File.ReadAllLines(file);
        var begin = Array.IndexOf(told, $"{Begin} {path}") + 1;
        return begin > 0 ? told[begin..Array.IndexOf(told, End, begin)] : throw new InvalidOperationException($"Nobody asked for {path}.");
    }

    /// <summary>Writes what was seen.</summary>
    public void Write(string file)
    {
        // The runtime's events come late and in order.
        Last();
        if (!_seesAll.Wait(Patience))
            throw new TimeoutException("The runtime did not tell everything.");
        System.IO.File.WriteAllLines(file, _seen.OrderBy(one => one.Time).Select(one => one.What));
    }

    public override void Dispose()
    {
        base.Dispose();
        _seesAll.Dispose();
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
            EnableEvents(eventSource, EventLevel.Verbose, Firsts);
        else if (eventSource.Name == "Microsoft.AspNetCore.Hosting")
            EnableEvents(eventSource, EventLevel.Informational);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        var what = eventData.EventName switch
        {
            "RequestStart" => $"{Begin} {eventData.Payload![1]}",
            "RequestStop" => End,
            "AssemblyLoad_V1" => $"loaded {Value(eventData, "FullyQualifiedAssemblyName")}",
            "R2RGetEntryPoint" => $"found {Method(eventData)}",
            "MethodLoadVerbose_V2" when Tier(eventData) is > 0 and <= FirstTiers => $"compiled {Method(eventData)}",
            _ => null,
        };
        if (what is null)
            return;
        // The base class calls this while it is made.
        _seen?.Enqueue((eventData.TimeStamp, what));
        if (what.EndsWith($"{nameof(FirstTimes)}.{nameof(Last)}", StringComparison.Ordinal))
            _seesAll?.Set();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Last()
    {
    }

    private static uint Tier(EventWrittenEventArgs happened) => Convert.ToUInt32(Value(happened, "MethodFlags"), CultureInfo.InvariantCulture) >> TierShift & TierMask;

    private static string Method(EventWrittenEventArgs happened) => $"{Value(happened, "MethodNamespace")}.{Value(happened, "MethodName")}";

    private static object? Value(EventWrittenEventArgs happened, string name) => happened.Payload![happened.PayloadNames!.IndexOf(name)];
}
