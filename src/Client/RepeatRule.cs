using System.Net;
using System.Text.Json;
using Mote.Protocol;
using Polly;
using Polly.Timeout;

namespace Mote.Client;

/// <summary>Which calls are sent again by themselves: those that no answer came to, and those whose answer says that they may be, by the table of problems.</summary>
internal static class RepeatRule
{
    // Far more than any problem has.
    private const int LongestProblem = 64 * 1024;

    /// <summary>Whether what came of a call asks for it to be sent again.</summary>
    public static async ValueTask<bool> Allows(Outcome<HttpResponseMessage> outcome, CancellationToken cancellationToken)
    {
        if (outcome.Result is not { } response)
            return outcome.Exception is HttpRequestException or TimeoutRejectedException;
        if (response.StatusCode < HttpStatusCode.BadRequest)
            return false;
        var type = await ProblemOf(response, cancellationToken) is { } problem ? problem.KnownType : ProblemTypes.OfStatus((int)response.StatusCode);
        return type.MayBeRetried == ProblemRetry.Soon;
    }

    /// <summary>What a refusal says; null where it is not the service's own. It can be read again afterwards.</summary>
    private static async ValueTask<Problem?> ProblemOf(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType != MoteClient.ProblemJson)
            return null;
        try
        {
#if NET9_0_OR_GREATER
            await response.Content.LoadIntoBufferAsync(LongestProblem, cancellationToken);
#else
            await response.Content.LoadIntoBufferAsync(LongestProblem).WaitAsync(cancellationToken);
#endif
            return JsonSerializer.Deserialize(await response.Content.ReadAsByteArrayAsync(cancellationToken), ProtocolJson.Default.Problem);
        }
        catch (Exception malformed) when (malformed is JsonException or HttpRequestException or IOException)
        {
            // It is read no further, here or later.
            using var unread = response.Content;
            response.Content = new ByteArrayContent([]) { Headers = { ContentType = unread.Headers.ContentType } };
            return null;
        }
    }
}
