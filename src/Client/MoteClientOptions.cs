using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace Mote.Client;

/// <summary>Which service a <see cref="MoteClient"/> calls, and how patiently.</summary>
public sealed class MoteClientOptions : IValidatableObject
{
    /// <summary>The service: https, or http on a loopback address.</summary>
    public Uri? Address { get; set; }

    /// <summary>
    /// Further silos of the same service, in the order in which they are asked: while one does not answer, or says that it
    /// cannot, the next one is, and what may be repeated is repeated there. All are on this machine, or none is.
    /// </summary>
    public IList<Uri> OtherAddresses { get; } = [];

    /// <summary>All silos, each with the slash that addresses are written behind.</summary>
    internal IEnumerable<Uri> Silos => OtherAddresses.Prepend(Address!).Select(silo => new Uri(silo.AbsoluteUri.TrimEnd('/') + "/")).Distinct();

    /// <summary>The caller's API key, which decides the realm.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>How long one attempt may take, 1 second to 5 minutes; 30 seconds by default.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00", ErrorMessage = "AttemptTimeout is 1 second to 5 minutes.")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// After which time without an answer a verification is asked of the next silo as well, where there are several: the first
    /// answer counts, and the photo is counted once. 50 milliseconds to 1 minute, 1 second by default; null for never. So are at
    /// most a tenth of the verifications, and ten to begin with.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:01:00", ErrorMessage = "HedgeAfter is 50 milliseconds to 1 minute, or null.")]
    public TimeSpan? HedgeAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Further attempts of calls that are safe to repeat, 0 to 10; 3 by default.</summary>
    [Range(0, 10, ErrorMessage = "Retries is 0 to 10.")]
    public int Retries { get; set; } = 3;

    /// <summary>The door that this client decides for, named in the audit trail: 1 to 128 of A-Z a-z 0-9 . _ -; null for none.</summary>
    [RegularExpression("[A-Za-z0-9._-]{1,128}", ErrorMessage = "Door is 1 to 128 of the characters A-Z a-z 0-9 . _ -")]
    public string? Door { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsSafe(Address))
            yield return new ValidationResult("Address is an absolute https address, or http on a loopback address such as http://127.0.0.1:7270.", [nameof(Address)]);
        else if (OtherAddresses.Any(other => !IsSafe(other) || other.IsLoopback != Address.IsLoopback))
            yield return new ValidationResult("OtherAddresses are absolute https addresses, or http on loopback addresses; all of the client's are on this machine, or none is.", [nameof(OtherAddresses)]);
        if (string.IsNullOrWhiteSpace(ApiKey))
            yield return new ValidationResult("ApiKey is not set: give the key that the service's operator issued.", [nameof(ApiKey)]);
    }

    private static bool IsSafe([NotNullWhen(true)] Uri? address) =>
        address is { IsAbsoluteUri: true } && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
}
