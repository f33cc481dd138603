using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Embedding;
using Mote.Grains.Fairness;
using Mote.Grains.Models;
using Mote.Grains.Rates;
using Mote.Grains.Training;
using Mote.Protocol;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Recipes;
using Mote.Service.Access;
using Mote.Service.Permits;
using Mote.Vision.Photos;
using Mote.WebConsole.Hosting;
using Mote.WebConsole.Photos;
using Mote.WebConsole.Problems;

namespace Mote.WebConsole.Fairness;

/// <summary>The realm's fairness, and the balance tried on a photo.</summary>
internal static class FairnessEndpoints
{
    // Beyond this the page says that figures are being gathered, and asks again by itself.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void MapFairness(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/fairness", async (ClaimsPrincipal user, RealmCertificates certificates, RealmModels models, CancellationToken cancellationToken) =>
            Page.Of<FairnessPage>(await Model(user, certificates, models.Of(user.Caller().Realm).Cohort, cancellationToken))).Needs(Scope.Fairness);
        pages.MapPost("/fairness", Try).Needs(Scope.Fairness).WithMetadata(new RequestSize(PhotoForm.MostBytes));
    }

    private static async Task<IResult> Try(HttpContext context, EmbedderPool pool, TrainingGate gate, PhotoBounds bounds, RealmCertificates certificates, RealmModels realms, IOptions<RateOptions> rates)
    {
        var stop = context.RequestAborted;
        var models = realms.Of(context.User.Caller().Realm);
        var cohort = models.Cohort;
        var model = await Model(context.User, certificates, cohort, stop);
        try
        {
            var form = await context.Request.ReadFormAsync(stop);
            var recipe = RecipeName.TryParse(form["recipe"], out var named) && cohort.Tails.ContainsKey(named) ? named : throw Invalid("recipe");
            var (before, after) = (Balance(form, "before"), Balance(form, "after"));
            var face = await pool.Embed(models, await PhotoForm.Photo(context.Request, bounds, stop), stop);
            // One seed for both: they differ in nothing but the balance.
            var settings = new EnrolmentSettings { Recipe = recipe, TargetFalseMatchRate = rates.Value.Target(context.User.Caller().Realm), Seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) };
            var first = await gate.Try(models.Training, face.Embedding, settings with { Balance = before }, stop);
            var second = await gate.Try(models.Training, face.Embedding, settings with { Balance = after }, stop);
            return Page.Of<FairnessPage>(model with { Trial = new BalanceTrial(RecipeName.Of(recipe), before, first, after, second) });
        }
        catch (MoteException refusal) when (Refusal.BelongsToTheForm(refusal))
        {
            var said = Refusal.Of(refusal);
            return Page.Of<FairnessPage>(model with { Refusal = said }, said.Type.Status);
        }
    }

    private static async Task<FairnessModel> Model(ClaimsPrincipal user, RealmCertificates certificates, CohortPack cohort, CancellationToken cancellationToken)
    {
        string[] recipes = [.. RecipeBook.All.Where(recipe => recipe.HeedsBalance && cohort.Tails.ContainsKey(recipe.Form.Recipe)).Select(recipe => recipe.Name)];
        try
        {
            return new FairnessModel(await certificates.Of(user.Caller().Realm, Patience, cancellationToken), cohort.Cohort.Groups, recipes);
        }
        catch (MoteException gathering) when (gathering.Kind == ProblemKind.Busy)
        {
            return new FairnessModel(null, cohort.Cohort.Groups, recipes);
        }
    }

    private static double Balance(IFormCollection form, string name) =>
        double.TryParse(form[name], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 1 ? value : throw Invalid(name);

    private static MoteException Invalid(string field) => new(ProblemCode.InvalidRequest, $"The field '{field}' is missing or out of range.");
}
