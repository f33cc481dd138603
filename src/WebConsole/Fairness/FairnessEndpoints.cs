using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;
using Mote.Service;
using Mote.Service.Permits;
using Mote.WebConsole.Photos;
using Mote.WebConsole.Problems;
using Mote.WebConsole.Routes;

namespace Mote.WebConsole.Fairness;

/// <summary>The realm's fairness, and the balance tried on a photo.</summary>
internal static class FairnessEndpoints
{
    // Beyond this the page says that figures are being gathered, and asks again by itself.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void MapFairness(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/fairness", async (CallerService service, CancellationToken cancellationToken) => Page.Of<FairnessPage>(await Model(service, cancellationToken))).Needs(Permit.Fairness);
        pages.MapPost("/fairness", Try).Needs(Permit.Fairness).WithMetadata(RequestSize.OfPhotoForm);
    }

    private static async Task<IResult> Try(HttpContext context, CallerService service)
    {
        var stop = context.RequestAborted;
        var model = await Model(service, stop);
        try
        {
            var form = await context.Request.ReadFormAsync(stop);
            var (before, after) = (Number(form, "before"), Number(form, "after"));
            var photo = await PhotoForm.Photo(context.Request, service.MostPhotoBytes, stop);
            return Page.Of<FairnessPage>(model with { Trial = await service.Trials.Try(photo, form["recipe"].ToString(), before, after, stop) });
        }
        catch (MoteException refusal) when (Refusal.BelongsToTheForm(refusal))
        {
            var said = Refusal.Of(refusal);
            return Page.Of<FairnessPage>(model with { Refusal = said }, said.Type.Status);
        }
    }

    private static async Task<FairnessModel> Model(CallerService service, CancellationToken cancellationToken)
    {
        var choices = service.Trials.Choices();
        try
        {
            return new FairnessModel(await service.Fairness(Patience, cancellationToken), choices);
        }
        catch (MoteException gathering) when (gathering.Kind == ProblemKind.Busy)
        {
            return new FairnessModel(null, choices);
        }
    }

    private static double Number(IFormCollection form, string name) =>
        double.TryParse(form[name], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : throw new MoteException(ProblemCode.InvalidRequest, $"The field '{name}' is missing or out of range.");
}
