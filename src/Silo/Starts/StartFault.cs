using System.Text.RegularExpressions;
using Azure;
using Azure.Identity;
using Microsoft.Extensions.Options;
using Mote.Ownership;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Packs;
using Mote.Recognition.Protection.Keys;
using Mote.Recognition.Protection.Records;
using Mote.Storage;
using Mote.Storage.Claims;
using Mote.Vision.Onnx;
using StackExchange.Redis;

namespace Mote.Silo.Starts;

/// <summary>Why a silo did not start, for whoever started it: a line for each fault, with its cure.</summary>
public static partial class StartFault
{
    private const string Kestrel = "Microsoft.AspNetCore.Server.Kestrel";

    /// <summary>What is wrong, and how to mend it.</summary>
    /// <param name="failure">What was thrown.</param>
    /// <returns>Null for what nobody foresaw: then the stack belongs into the report.</returns>
    public static string? Of(Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        if (failure is AggregateException { InnerExceptions: { Count: > 1 } several })
        {
            string?[] faults = [.. several.Select(Of)];
            return faults.Contains(null) ? null : string.Join(Environment.NewLine, faults.Distinct());
        }

        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (Known(cause) is { } known)
                return known;
        }

        return PublishedFolder.Fault(failure);
    }

    private static string? Known(Exception cause) => cause switch
    {
        OptionsValidationException refusal => string.Join(Environment.NewLine, refusal.Failures.Select(Bare).Distinct()),
        StoreClaimedException or StorageUnavailableException or CohortPackException or CohortException or ModelException or MasterKeyException or ProtectionException => OneLine(cause.Message),
        OrleansConfigurationException => $"{OneLine(cause.Message)} The settings of the store are those of Mote:Storage.",
        RequestFailedException refused => $"The account of the store refuses what is asked of it ({refused.Status} {refused.ErrorCode}): {FirstLine(refused.Message)} See Mote:Storage:Blob, and Mote:Cluster:AzureTable in a cluster.",
        AuthenticationFailedException => $"The machine's own identity opens neither vault nor account: {FirstLine(cause.Message)}",
        RedisConnectionException => $"The Redis of the cluster does not answer: {OneLine(cause.Message)} See Mote:Cluster:Redis:ConnectionString.",
        InvalidDataException { InnerException: FormatException or System.Text.Json.JsonException } => $"{OneLine(cause.Message)} {OneLine(cause.InnerException!.GetBaseException().Message)}",
        _ when IsOfListening(cause) => Listening(cause),
        UnauthorizedAccessException or IOException => $"{OneLine(cause.Message)} See that the silo's user may read, or write, what is named.",
        _ => null,
    };

    private static bool IsOfListening(Exception cause) => cause.Source == $"{Kestrel}.Core" || cause.StackTrace?.Contains(Kestrel, StringComparison.Ordinal) == true;

    private static string Listening(Exception cause) => cause.Message.Contains("No server certificate", StringComparison.Ordinal)
        ? "The silo is to listen at https and has no certificate: set Kestrel:Certificates:Default:Path and :Password, or :Path and :KeyPath where it is PEM (Kestrel__Certificates__Default__Path in the environment)."
        : $"The silo cannot listen where it is to: {OneLine(cause.Message)} Its addresses are 'urls', its certificate is Kestrel:Certificates:Default:Path with :Password or :KeyPath.";

    // Of the frame that validation puts around what the options say.
    private static string Bare(string failure) => OneLine(Frame().Match(failure) is { Success: true } framed ? framed.Groups["said"].Value : failure);

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").Trim();

    private static string FirstLine(string message) => message.Split(['\r', '\n'], 2)[0].Trim();

    [GeneratedRegex(@"\ADataAnnotation validation failed for '[^']*' members: '[^']*' with the error: '(?<said>.*)'\.\z", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Frame();
}
