using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Protocol;
using Mote.Service;
using Mote.Service.Permits;
using Mote.WebConsole.Photos;
using Mote.WebConsole.Problems;
using Mote.WebConsole.Routes;

namespace Mote.WebConsole.Verification;

/// <summary>Is this that person?</summary>
internal static class VerificationEndpoints
{
    // Beyond this a page is too heavy for a phone at a gate.
    private const int MostShown = 2_000_000;

    public static void MapVerification(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/verify", (string? subject) => Page.Of<VerifyPage>(new VerifyModel(IdentityKey.IsName(subject) ? subject! : ""))).Needs(Permit.Verify);
        pages.MapPost("/verify", Verify).Needs(Permit.Verify).WithMetadata(RequestSize.OfPhotoForm);
    }

    private static async Task<IResult> Verify(HttpContext context, CallerService service)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var subject = form["subject"].ToString().Trim();
        try
        {
            IdentityKey.RequireName(subject);
            var photo = await PhotoForm.Photo(context.Request, service.MostPhotoBytes, context.RequestAborted);
            return Page.Of<VerifyPage>(new VerifyModel(subject, await Decide(service, subject, photo, context.RequestAborted)));
        }
        catch (MoteException refusal) when (Refusal.BelongsToTheForm(refusal))
        {
            var said = Refusal.Of(refusal);
            return Page.Of<VerifyPage>(new VerifyModel(subject, Refusal: said), said.Type.Status);
        }
    }

    private static async Task<Decision> Decide(CallerService service, string subject, byte[] photo, CancellationToken cancellationToken)
    {
        if (!service.Caller.May(Scope.Explain))
            return new Decision(await service.Verify(subject, photo, null, cancellationToken), Shown(photo), null) { Unexplained = "What speaks for an answer is shown to whoever has a right to explanations." };
        try
        {
            var explained = await service.Explain(subject, photo, null, cancellationToken);
            return new Decision(explained.Decision, Shown(photo), explained);
        }
        catch (MoteException withheld) when (withheld.Code == ProblemCode.ExplanationWithheld)
        {
            return new Decision(await service.Verify(subject, photo, null, cancellationToken), Shown(photo), null) { Unexplained = "This person was locked, and nobody has matched since: what speaks for an answer is shown again after a match." };
        }
    }

    /// <summary>The photo for the page itself; it was decoded, so it is one of the three kinds.</summary>
    private static string? Shown(byte[] photo) => photo.Length > MostShown ? null
        : $"data:{(photo[0] == 0xff ? "image/jpeg" : photo[0] == 0x89 ? "image/png" : "image/webp")};base64,{Convert.ToBase64String(photo)}";
}
