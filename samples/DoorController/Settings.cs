using System.Globalization;
using Mote.Client;

namespace DoorController;

/// <summary>What the environment says.</summary>
internal static class Settings
{
    /// <summary>Where the service is: one address, or those of several silos with commas between them.</summary>
    public static Uri[] Addresses { get; } =
        [.. Read("MOTE_ADDRESS").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(address => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri : null).OfType<Uri>()];

    /// <summary>How long somebody stands at the door until the guard is called.</summary>
    public static TimeSpan Deadline { get; } =
        TimeSpan.FromSeconds(double.TryParse(Read("MOTE_DEADLINE_SECONDS"), CultureInfo.InvariantCulture, out var seconds) && seconds > 0 ? seconds : 5);

    public static void Configure(MoteClientOptions options)
    {
        options.Address = Addresses.FirstOrDefault();
        foreach (var other in Addresses.Skip(1))
            options.OtherAddresses.Add(other);
        options.ApiKey = Read("MOTE_API_KEY");
        options.Door = Read("MOTE_DOOR") is { Length: > 0 } door ? door : null;
        // So that within the deadline there is time for another attempt, at another silo if there is one.
        options.AttemptTimeout = TimeSpan.FromSeconds(Math.Clamp(Deadline.TotalSeconds / 2, 1, 300));
    }

    private static string Read(string name) => Environment.GetEnvironmentVariable(name) ?? "";
}
