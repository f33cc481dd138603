using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mote.Service;
using Mote.Service.Permits;
using Mote.Service.Photos;

namespace Mote.WebConsole.Photos;

/// <summary>Looks at a frame of a camera and says whether it would do. Nothing of it is kept.</summary>
internal static class QualityEndpoint
{
    public static void MapQuality(this IEndpointRouteBuilder pages) => pages.MapPost("/quality", Judge).Needs(Permit.Verify);

    private static async Task<IResult> Judge(HttpContext context, CallerService service)
    {
        using var frame = new MemoryStream();
        await context.Request.Body.CopyToAsync(frame, context.RequestAborted);
        return Results.Json(Of(await service.Judge(frame.ToArray(), context.RequestAborted)), QualityJson.Default.QualityHint);
    }

    private static QualityHint Of(PhotoQuality quality)
    {
        List<JudgedMeasure> measures = [.. quality.Met.Select(measure => new JudgedMeasure(Name(measure), true))];
        if (quality.Missed is { } missed)
            measures.Add(new JudgedMeasure(Name(missed), false));
        return new QualityHint(quality.Refusal is null, quality.Refusal ?? "Good: take the photo now.", measures);
    }

    private static string Name(QualityMeasure measure) => measure switch
    {
        QualityMeasure.Size => "Close enough",
        QualityMeasure.Turn => "Facing the camera",
        QualityMeasure.Light => "Light",
        _ => "Sharp",
    };
}
