using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Embedding;
using Mote.Grains.Models;
using Mote.Service.Access;
using Mote.Service.Permits;
using Mote.Vision.Photos;
using Mote.Vision.Quality;

namespace Mote.WebConsole.Photos;

/// <summary>Looks at a frame of a camera and says whether it would do. Nothing of it is kept.</summary>
internal static class QualityEndpoint
{
    private static readonly (string Name, RefusalReason[] Reasons)[] Measures =
    [
        ("Close enough", [RefusalReason.FaceTooSmall]),
        ("Facing the camera", [RefusalReason.TurnedTooFar]),
        ("Light", [RefusalReason.TooDark, RefusalReason.TooBright]),
        ("Sharp", [RefusalReason.Blurred]),
    ];

    public static void MapQuality(this IEndpointRouteBuilder pages) => pages.MapPost("/quality", Measure).Needs(GrainPermit.Of<IIdentityGrain>(nameof(IIdentityGrain.Verify)));

    private static async Task<IResult> Measure(HttpContext context, EmbedderPool pool, RealmModels models, PhotoBounds bounds)
    {
        using var frame = new MemoryStream();
        await context.Request.Body.CopyToAsync(frame, context.RequestAborted);
        var reading = frame.Length > bounds.MostBytes ? new PhotoRefusal(RefusalReason.PhotoTooLarge, frame.Length, bounds.MostBytes) : await pool.Read(models.Of(context.User.Caller().Realm), frame.ToArray(), context.RequestAborted);
        return Results.Json(Of(reading), QualityJson.Default.QualityHint);
    }

    private static QualityHint Of(PhotoReading reading) => reading is PhotoRefusal refusal
        ? new QualityHint(false, refusal.Message, Missed(refusal.Reason))
        : new QualityHint(true, "Good: take the photo now.", [.. Measures.Select(measure => new QualityMeasure(measure.Name, true))]);

    /// <summary>The measure that was missed, and those that were judged before it (see <see cref="QualityBounds.Refuse"/>).</summary>
    private static QualityMeasure[] Missed(RefusalReason reason)
    {
        var missed = Array.FindIndex(Measures, measure => measure.Reasons.Contains(reason));
        return [.. Measures.Take(missed + 1).Select((measure, index) => new QualityMeasure(measure.Name, index < missed))];
    }
}
