using Microsoft.AspNetCore.Http.Metadata;

namespace Mote.WebConsole.Routes;

/// <summary>How large a request to one address may be, in place of the silo's own bound.</summary>
/// <param name="most">Bytes.</param>
internal sealed class RequestSize(long most) : IRequestSizeLimitMetadata
{
    /// <summary>What a form with photos may hold: more than any photo that is taken, so that one too large is answered in words and not by a broken connection.</summary>
    public const int MostOfPhotoForm = 48_000_000;

    /// <summary>Of a form with photos.</summary>
    public static RequestSize OfPhotoForm { get; } = new(MostOfPhotoForm);

    public long? MaxRequestBodySize => most;
}
