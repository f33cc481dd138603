using Mote.Grains.Contracts.Identities;
using Mote.Protocol;
using Mote.Service;
using Mote.Service.Permits;

namespace Mote.Silo.Identities;

/// <summary>Decisions with what spoke for them.</summary>
internal static class ExplainEndpoint
{
    private const string Json = "application/json";
    private const string Png = "image/png";

    public static void MapExplain(this IEndpointRouteBuilder identities) => identities.MapPost("/{subject}/explain", Explain).Needs(Permit.Explain)
        .WithName("Explain").WithSummary("Is this that person, and what speaks for it?")
        .WithDescription($"A verification, which counts as one, with heat maps over the aligned face and over the photo. A non-match comes without numbers. With Accept: image/png the answer is the map over the photo alone. {AttemptNaming.Description}")
        .TakesPhoto<ProbeForm>()
        .Produces<Explanation>(StatusCodes.Status200OK, Json, Png);

    private static async Task<IResult> Explain(string subject, HttpContext context, CallerService service)
    {
        IdentityKey.RequireName(subject);
        AttemptNaming.Name(context.Request);
        var upload = await Upload.Read(context, service.MostPhotoBytes);
        var explanation = await service.Explain(subject, upload.Photo, upload.TargetFalseMatchRate, context.RequestAborted);
        return WantsPicture(context.Request) ? Results.Bytes(explanation.Photo, Png) : Results.Ok(explanation);
    }

    /// <summary>Whether the picture alone is named, and JSON is not.</summary>
    private static bool WantsPicture(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return accepted.Any(type => type.MediaType == Png) && !accepted.Any(type => type.MediaType == Json);
    }
}
