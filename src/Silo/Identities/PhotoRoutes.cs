using Microsoft.AspNetCore.Mvc;

namespace Mote.Silo.Identities;

/// <summary>Routes that take photos.</summary>
internal static class PhotoRoutes
{
    /// <summary>Says what a route takes: whoever sends something else is told what came, and what is taken.</summary>
    /// <param name="route">The route.</param>
    /// <param name="mostBytes">What a request may have.</param>
    public static RouteHandlerBuilder TakesPhoto<TForm>(this RouteHandlerBuilder route, long mostBytes = Upload.MostOfRequest)
        where TForm : notnull => route
        .WithMetadata(new RequestSizeLimitAttribute(mostBytes))
        // Cameras and browsers have further names for a JPEG; what it is the decoder sees.
        .Accepts<TForm>("multipart/form-data", "image/jpeg", "image/png", "image/webp", "image/*", "application/octet-stream", "application/json");
}
