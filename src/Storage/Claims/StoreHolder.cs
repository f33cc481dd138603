using System.Globalization;
using System.Text.Json;

namespace Mote.Storage.Claims;

/// <summary>Who has claimed a store, as he says himself.</summary>
/// <param name="Claim">A number of this one claim.</param>
/// <param name="Machine">The machine.</param>
/// <param name="ProcessId">The process on it.</param>
/// <param name="Since">Since when.</param>
public sealed record StoreHolder(Guid Claim, string Machine, int ProcessId, DateTimeOffset Since)
{
    /// <summary>Somebody who has not said yet who he is.</summary>
    public static StoreHolder Unknown { get; } = new(Guid.Empty, "", 0, DateTimeOffset.MinValue);

    /// <summary>This process, claiming now.</summary>
    /// <param name="time">Says what time it is.</param>
    public static StoreHolder Here(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return new StoreHolder(Guid.NewGuid(), Environment.MachineName, Environment.ProcessId, time.GetUtcNow());
    }

    /// <summary>For messages.</summary>
    public override string ToString() => this == Unknown
        ? "a process that has not said who it is"
        : string.Create(CultureInfo.InvariantCulture, $"process {ProcessId} on '{Machine}', since {Since:yyyy-MM-dd HH:mm:ss} UTC");

    internal static StoreHolder? Parse(string text)
    {
        if (text.Length == 0)
            return null;
        try
        {
            return JsonSerializer.Deserialize<StoreHolder>(text, JsonSerializerOptions.Web) ?? Unknown;
        }
        catch (JsonException)
        {
            return Unknown;
        }
    }

    internal string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
}
