using System.Diagnostics.Metrics;

namespace Mote.Service.Credentials;

/// <summary>Counts refused credentials, by the code that each was answered with: no name, no address. Thread-safe.</summary>
public sealed class CredentialInstruments
{
    /// <summary>The meter of <see cref="CounterName"/>.</summary>
    public const string MeterName = "Mote.Credentials";

    /// <summary>Counts refused credentials.</summary>
    public const string CounterName = "mote.credentials.refused";

    private readonly Counter<long> _refused;

    /// <summary>Counts from nought.</summary>
    /// <param name="meters">Makes the meter.</param>
    public CredentialInstruments(IMeterFactory meters) =>
        _refused = (meters ?? throw new ArgumentNullException(nameof(meters))).Create(MeterName).CreateCounter<long>(CounterName, "{credential}", "Credentials that were refused.");

    internal void Refused(string code) => _refused.Add(1, new KeyValuePair<string, object?>("error.type", code));
}
