using Microsoft.AspNetCore.Http.Metadata;

namespace Mote.WebConsole.Hosting;

/// <summary>How large a request to one address may be, in place of the silo's own bound.</summary>
/// <param name="most">Bytes.</param>
internal sealed class RequestSize(long most) : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => most;
}
