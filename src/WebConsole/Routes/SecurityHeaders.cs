using Microsoft.AspNetCore.Http;

namespace Mote.WebConsole.Routes;

/// <summary>What every answer of the console tells browsers to refuse.</summary>
internal static class SecurityHeaders
{
    /// <summary>Scripts, styles and pictures of this site alone, and what addresses are relative to, none of them inline; photos besides, which pages hold themselves.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

    public static void Apply(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-cache, no-store";
    }
}
