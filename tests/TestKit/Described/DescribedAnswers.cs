using System.Text.Json;

namespace Mote.Tests;

/// <summary>Holds every answer of a silo's API against the document that the silo gives of it. Thread-safe.</summary>
/// <param name="inner">Asks.</param>
internal sealed class DescribedAnswers(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    // Of one program there is one document.
    private static DescribedApi? _api;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        var (asked, mediaType) = (request.RequestUri!, answer.Content.Headers.ContentType?.MediaType);
        if (!asked.AbsolutePath.StartsWith("/v1/", StringComparison.Ordinal) || mediaType?.EndsWith("json", StringComparison.Ordinal) is not true || request.Method == HttpMethod.Head)
            return answer;
        await answer.Content.LoadIntoBufferAsync(cancellationToken);
        using var told = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
        return (await Api(asked, cancellationToken)).Fault(request.Method.Method, asked.AbsolutePath, (int)answer.StatusCode, mediaType, told.RootElement) is { } fault
            ? throw new InvalidOperationException($"The answer to {request.Method} {asked.AbsolutePath} is not what the API's document says: {fault}")
            : answer;
    }

    private async Task<DescribedApi> Api(Uri asked, CancellationToken cancellationToken)
    {
        if (_api is { } known)
            return known;
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(asked, "/openapi/v1.json"));
        using var answer = await base.SendAsync(request, cancellationToken);
        using var document = JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(cancellationToken));
        return _api = new DescribedApi(document.RootElement.Clone());
    }
}
