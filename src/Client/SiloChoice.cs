using System.Net;

namespace Mote.Client;

/// <summary>Sends every attempt to a silo of its own choice, so that one that is tried again is tried elsewhere.</summary>
internal sealed class SiloChoice(KnownSilos silos) : DelegatingHandler
{
    private static readonly HttpRequestOptionsKey<string> Asked = new("Mote.Asked");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // As it was before it was sent anywhere.
        if (!request.Options.TryGetValue(Asked, out var path))
            request.Options.Set(Asked, path = request.RequestUri!.AbsoluteUri[silos.First.AbsoluteUri.Length..]);
        var silo = silos.Choose();
        request.RequestUri = new Uri(silo, path);
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
                silos.Failed(silo);
            else
                silos.Answered(silo);
            return response;
        }
        // Also where its caller gave up: whether for want of patience or for want of an answer is not known here.
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            silos.Failed(silo);
            throw;
        }
    }
}
