using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Mote.Protocol;

namespace Mote.Silo.Identities;

/// <summary>
/// A decision as JSON of one length: what was decided is in none of the bytes that somebody beside an encrypted line can count. White
/// space behind it, which JSON allows, fills it up.
/// </summary>
internal sealed class DecisionAnswer(Verification decision) : IResult
{
    // Twice as long as one is; a longer one takes as many more.
    private const int Step = 512;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var json = httpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var content = JsonSerializer.SerializeToUtf8Bytes(decision, json.GetTypeInfo(typeof(Verification)));
        var answer = new byte[(content.Length + Step - 1) / Step * Step];
        content.CopyTo(answer, 0);
        answer.AsSpan(content.Length).Fill((byte)' ');
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        httpContext.Response.ContentLength = answer.Length;
        await httpContext.Response.Body.WriteAsync(answer, httpContext.RequestAborted);
    }
}
