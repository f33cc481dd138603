using System.Net;
using System.Net.Http.Headers;
using Mote.Cli.Output;

namespace Mote.Cli.Models;

/// <summary>Fetches a model's bytes over HTTPS, from where an earlier attempt ended.</summary>
/// <param name="patience">How long a server may be silent.</param>
internal sealed class ModelDownload(TimeSpan patience)
{
    private const int BufferSize = 1 << 16;
    private const int MostRedirects = 5;

    /// <summary>Appends to the file what it lacks.</summary>
    /// <exception cref="UsageException">An address is not https, nor on loopback.</exception>
    /// <exception cref="DownloadException">The server does not give the file, or the connection ended early.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public async Task Run(CatalogueModel model, PartFile part, IProgress<double> progress, CancellationToken cancellationToken)
    {
        if (part.Length > model.Bytes)
            part.StartOver();
        if (part.Length == model.Bytes)
            return;

        using var client = Client(model.Address);
        using var response = await Answer(client, model.Address, part.Length, cancellationToken);
        if (response.StatusCode == HttpStatusCode.OK)
            part.StartOver();
        if (response.Content.Headers.ContentLength is { } length && part.Length + length != model.Bytes)
            throw part.Refuse($"{part.Length + length}");

        await using var content = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[BufferSize];
        while (await Next(content, buffer, model.Address, cancellationToken) is > 0 and var count)
        {
            await part.Append(buffer.AsMemory(0, count), cancellationToken);
            progress.Report((double)part.Length / model.Bytes);
        }
    }

    private HttpClient Client(Uri address) => new(new SocketsHttpHandler
    {
        // Followed here, so that no step leaves https.
        AllowAutoRedirect = false,
        ConnectTimeout = patience,
        // A proxy's loopback is not this machine's.
        UseProxy = !address.IsLoopback,
    })
    {
        Timeout = patience,
    };

    /// <summary>An answer that holds the file from there on (206), or the whole of it (200).</summary>
    private async Task<HttpResponseMessage> Answer(HttpClient client, Uri address, long from, CancellationToken cancellationToken)
    {
        var response = await Send(client, address, from, cancellationToken);
        var continues = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == from;
        if (from > 0 && !continues && response.StatusCode is HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            response.Dispose();
            return await Answer(client, address, 0, cancellationToken);
        }

        if ((from > 0 && continues) || response.StatusCode == HttpStatusCode.OK)
            return response;
        using (response)
            throw new DownloadException($"{address} answers {(int)response.StatusCode} {response.ReasonPhrase}: try again later, or give the file with --from.");
    }

    private async Task<HttpResponseMessage> Send(HttpClient client, Uri address, long from, CancellationToken cancellationToken)
    {
        for (var redirects = 0; ; redirects++)
        {
            if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
                throw new UsageException($"{address} is not fetched: an address begins with https, or with http on this machine's loopback.");
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (from > 0)
                request.Headers.Range = new RangeHeaderValue(from, null);
            try
            {
                var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
                if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is null || redirects == MostRedirects)
                    return response;
                using (response)
                    address = new Uri(address, response.Headers.Location);
            }
            catch (HttpRequestException failure)
            {
                throw new DownloadException($"{address.Host} cannot be reached: {failure.Message.TrimEnd('.')}. Try again, or give the file with --from.");
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw Silent(address);
            }
        }
    }

    private async Task<int> Next(Stream content, byte[] buffer, Uri address, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(patience);
        try
        {
            return await content.ReadAsync(buffer, deadline.Token);
        }
        catch (IOException)
        {
            throw new DownloadException($"The connection to {address.Host} ended early. What came is kept: run the same command again, and it goes on from there.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Silent(address);
        }
    }

    private DownloadException Silent(Uri address) =>
        new($"{address.Host} has been silent for {patience.TotalSeconds:0} s. What came is kept: run the same command again, and it goes on from there.");
}
