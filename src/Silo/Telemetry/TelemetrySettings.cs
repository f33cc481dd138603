using System.ComponentModel.DataAnnotations;

namespace Mote.Silo.Telemetry;

/// <summary>Who is told how it stands with the silo: section <c>Mote:Telemetry</c>. Without a word nobody is; whoever may asks at <c>/metrics</c>.</summary>
public sealed class TelemetrySettings : IValidatableObject
{
    /// <summary>A collector that traces and figures are sent to, by OTLP over HTTP: https, or http on a loopback address; null for none.</summary>
    public Uri? Otlp { get; set; }

    /// <summary>How many of the requests that bring no trace of their own begin one, 0 to 1; 1 by default, all.</summary>
    [Range(0, 1, ErrorMessage = "Mote:Telemetry:TracedShare is 0 to 1.")]
    public double TracedShare { get; set; } = 1;

    /// <summary>An address at which <c>/metrics</c> alone is served, to whoever reaches it: https, or http on a loopback address; null for none beside the edge.</summary>
    public string? MetricsAddress { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Otlp is { } address && !(address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))))
            yield return new ValidationResult("Mote:Telemetry:Otlp is no https address, nor http on a loopback address: give a collector's, like 'https://collector.example:4318', or 'http://127.0.0.1:4318' for one on this machine.", [nameof(Otlp)]);
        if (MetricsAddress is { Length: > 0 } listened && listened.Contains(';', StringComparison.Ordinal))
            yield return new ValidationResult("Mote:Telemetry:MetricsAddress is one address: give one like 'http://127.0.0.1:9464'.", [nameof(MetricsAddress)]);
    }
}
