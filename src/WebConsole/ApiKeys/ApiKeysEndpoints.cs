using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;
using Mote.Service;
using Mote.Service.Permits;
using Mote.WebConsole.Problems;
using Mote.WebConsole.Routes;

namespace Mote.WebConsole.ApiKeys;

/// <summary>Seeing the API keys of a realm, making and revoking them.</summary>
internal static class ApiKeysEndpoints
{
    private const string Address = "/api-keys";

    public static void MapApiKeys(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Address, (HttpContext context, CallerService service, string? revoked) => Show(context, service, revoked)).Needs(Permit.ListApiKeys);
        pages.MapPost(Address, Make).Needs(Permit.MakeApiKey);
        pages.MapGet(Address + "/{name}/revoke", Ask).Needs(Permit.RevokeApiKey);
        pages.MapPost(Address + "/{name}/revoke", Revoke).Needs(Permit.RevokeApiKey);
    }

    private static async Task<IResult> Show(HttpContext context, CallerService service, string? revoked)
    {
        var model = await Model(context, service);
        return Page.Of<ApiKeysPage>(revoked is not null && model.Keys.All(key => key.Name != revoked) ? model with { Notice = $"{revoked} is revoked: it opens nothing any more." } : model);
    }

    private static async Task<IResult> Make(HttpContext context, CallerService service)
    {
        var asked = Asked(await context.Request.ReadFormAsync(context.RequestAborted));
        try
        {
            var made = await service.ApiKeys.Make(asked, context.RequestAborted);
            return Page.Of<ApiKeysPage>(await Model(context, service) with { Made = made }, StatusCodes.Status201Created);
        }
        catch (MoteException refused) when (Refusal.BelongsToTheForm(refused))
        {
            return Page.Of<ApiKeysPage>(await Model(context, service) with { Failure = refused.Message, Asked = asked }, ProblemTypes.Of(refused.Code).Status);
        }
    }

    private static async Task<IResult> Ask(HttpContext context, CallerService service, string name) => (await Model(context, service)).Keys.Any(key => key.Name == name && !key.IsConfigured)
        ? Page.Of<RevokePage>(new RevokeModel(name))
        : throw new MoteException(ProblemCode.ApiKeyUnknown, $"There is no API key '{name}' that could be revoked here.");

    private static async Task<IResult> Revoke(HttpContext context, CallerService service, string name)
    {
        await service.ApiKeys.Revoke(name, context.RequestAborted);
        return Results.Redirect($"~{Address}?revoked={Uri.EscapeDataString(name)}");
    }

    private static async Task<ApiKeysModel> Model(HttpContext context, CallerService service) =>
        new ApiKeysModel(await service.ApiKeys.List(context.RequestAborted), service.Caller);

    private static NewApiKey Asked(IFormCollection form)
    {
        string[] doors = form["doors"].ToString().Split([',', ' ', '\r', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        // The browser leaves out what is not chosen.
        return new NewApiKey(
            form["name"].ToString().Trim(),
            [.. form["scopes"].Select(name => ScopeNames.RealmScope(name ?? "")).OfType<Scope>()],
            Role: null,
            doors,
            DateOnly.TryParseExact(form["expires"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : null,
            // What is no number is no rate, and refused as such.
            form["rate"].ToString().Trim() is { Length: > 0 } rate ? double.TryParse(rate, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN : null);
    }
}
