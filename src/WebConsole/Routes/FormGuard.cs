using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;

namespace Mote.WebConsole.Routes;

/// <summary>
/// Takes a form only from a page of this console that was given to this caller. It is read into memory, as the framework
/// would put a large photo on the disk.
/// </summary>
internal sealed class FormGuard(IAntiforgery antiforgery) : IEndpointFilter
{
    private static readonly FormOptions InMemory = new() { MemoryBufferThreshold = RequestSize.MostOfPhotoForm * 2, MultipartBodyLengthLimit = RequestSize.MostOfPhotoForm };

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (HttpMethods.IsPost(http.Request.Method))
            await Require(http);
        return await next(context);
    }

    private async Task Require(HttpContext http)
    {
        try
        {
            if (http.Request.HasFormContentType)
                await http.Request.ReadFormAsync(InMemory, http.RequestAborted);
            await antiforgery.ValidateRequestAsync(http);
        }
        catch (AntiforgeryValidationException)
        {
            throw new MoteException(ProblemCode.InvalidRequest, "This form was opened too long ago, or before you signed in: go back, load the page again and repeat what you did.");
        }
        // Cut short it ends where a part should: the server's own refusal of what came is another.
        catch (Exception malformed) when (malformed is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new MoteException(ProblemCode.InvalidRequest, "The form is malformed or was cut short: go back and send it again.");
        }
    }
}
