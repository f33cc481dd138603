using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Protocol;
using Mote.Service;
using Mote.Service.Access;
using Mote.Service.Permits;
using Mote.Vision.Photos;
using Mote.WebConsole.Hosting;
using Mote.WebConsole.Photos;
using Mote.WebConsole.Problems;

namespace Mote.WebConsole.Verification;

/// <summary>Is this that person?</summary>
internal static class VerificationEndpoints
{
    // Beyond this a page is too heavy for a phone at a gate.
    private const int MostShown = 2_000_000;

    public static void MapVerification(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/verify", (string? subject) => Page.Of<VerifyPage>(new VerifyModel(IdentityKey.IsName(subject) ? subject! : ""))).Needs(GrainPermit.Of<IIdentityGrain>(nameof(IIdentityGrain.Verify)));
        pages.MapPost("/verify", Verify).Needs(GrainPermit.Of<IIdentityGrain>(nameof(IIdentityGrain.Verify))).WithMetadata(new RequestSize(PhotoForm.MostBytes));
    }

    private static async Task<IResult> Verify(HttpContext context, MoteService service, PhotoBounds bounds)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var subject = form["subject"].ToString().Trim();
        try
        {
            // A name that is none is said before a photo is asked for.
            _ = new IdentityKey("any", subject);
            var photo = await PhotoForm.Photo(context.Request, bounds, context.RequestAborted);
            return Page.Of<VerifyPage>(new VerifyModel(subject, await Decide(context.User.Caller(), service, subject, photo, context.RequestAborted)));
        }
        catch (MoteException refusal) when (Refusal.BelongsToTheForm(refusal))
        {
            var said = Refusal.Of(refusal);
            return Page.Of<VerifyPage>(new VerifyModel(subject, Refusal: said), said.Type.Status);
        }
    }

    private static async Task<Decision> Decide(Caller caller, MoteService service, string subject, byte[] photo, CancellationToken cancellationToken)
    {
        var asked = service.For(caller);
        if (!caller.May(Scope.Explain))
            return new Decision(await asked.Verify(subject, photo, null, cancellationToken), Shown(photo), null) { Unexplained = "What speaks for an answer is shown to whoever has a right to explanations." };
        try
        {
            var explained = await asked.Explain(subject, photo, null, cancellationToken);
            return new Decision(explained.Decision, Shown(photo), explained);
        }
        catch (MoteException withheld) when (withheld.Code == ProblemCode.ExplanationWithheld)
        {
            return new Decision(await asked.Verify(subject, photo, null, cancellationToken), Shown(photo), null) { Unexplained = "This person was locked, and nobody has matched since: what speaks for an answer is shown again after a match." };
        }
    }

    /// <summary>The photo for the page itself; it was decoded, so it is one of the three kinds.</summary>
    private static string? Shown(byte[] photo) => photo.Length > MostShown ? null
        : $"data:{(photo[0] == 0xff ? "image/jpeg" : photo[0] == 0x89 ? "image/png" : "image/webp")};base64,{Convert.ToBase64String(photo)}";
}
