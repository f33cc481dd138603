using System.Net;

namespace Mote.Client;

/// <summary>Sends every attempt to a silo of its own choice, so that one that is tried again is tried elsewhere.</summary>
internal sealed class SiloChoice(KnownSilos silos) : DelegatingHandler
{
    private static readonly HttpRequestOptionsKey<string> Asked = new("Mote.Asked");
    private static readonly HttpRequestOptionsKey<Uri> At = new("Mote.At");
    private static readonly HttpRequestOptionsKey<Uri> Second = new("Mote.Second");

    /// <summary>Which silo an attempt was sent to.</summary>
    public static Uri? AskedOf(HttpRequestMessage request) => request.Options.TryGetValue(At, out var silo) ? silo : null;

    /// <summary>Has an attempt sent to a silo beside another, which is under way.</summary>
    public static void AskOf(HttpRequestMessage request, Uri silo) => request.Options.Set(Second, silo);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // As it was before it was sent anywhere.
        if (!request.Options.TryGetValue(Asked, out var path))
            request.Options.Set(Asked, path = request.RequestUri!.AbsoluteUri[silos.First.AbsoluteUri.Length..]);
        var isSecond = request.Options.TryGetValue(Second, out var second);
        var silo = isSecond ? second! : silos.Choose();
        request.Options.Set(At, silo);
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
        // Also where its caller gave up: whether for want of patience or for want of an answer is not known here. One that was
        // asked second and whom the first was quicker than has not failed.
        catch (Exception failure) when (failure is HttpRequestException || (failure is OperationCanceledException && !isSecond))
        {
            silos.Failed(silo);
            throw;
        }
    }
}
