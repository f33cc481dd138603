using Microsoft.Net.Http.Headers;

namespace Mote.Silo.Authentication;

/// <summary>What a request shows in <c>Authorization: Bearer ...</c>, be it a key or a token.</summary>
internal static class BearerCredential
{
    private const string Bearer = "Bearer ";

    /// <summary>The credential; null for none.</summary>
    public static string? Of(HttpRequest request)
    {
        string? authorization = request.Headers[HeaderNames.Authorization];
        return authorization?.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) == true ? authorization[Bearer.Length..].Trim() : null;
    }
}
