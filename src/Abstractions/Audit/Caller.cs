using Orleans.Runtime;

namespace Mote.Abstractions.Audit;

/// <summary>
/// On whose behalf a grain is asked. The edge says so once, before it asks; it travels with the request, and with whatever
/// a grain asks of others meanwhile.
/// </summary>
/// <param name="Name">The name of the API key; empty where the service acts by itself.</param>
/// <param name="Door">What the caller named as its door; null for nothing.</param>
public sealed record Caller(string Name, string? Door)
{
    private const string NameKey = "mote.caller";
    private const string DoorKey = "mote.door";

    /// <summary>The caller of this request. Set by the edge alone.</summary>
    public static Caller Current
    {
        get => new(RequestContext.Get(NameKey) as string ?? "", RequestContext.Get(DoorKey) as string);
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            RequestContext.Set(NameKey, value.Name);
            if (value.Door is null)
                RequestContext.Remove(DoorKey);
            else
                RequestContext.Set(DoorKey, value.Door);
        }
    }
}
