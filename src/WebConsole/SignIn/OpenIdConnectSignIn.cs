using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Identities;
using Mote.Service.Access;
using Mote.Service.Credentials;
using Mote.WebConsole.Access;
using Mote.WebConsole.Settings;

namespace Mote.WebConsole.SignIn;

/// <summary>Signs in at an OpenID Connect provider: the code flow with PKCE, and of the id token only name, realm and role.</summary>
internal static class OpenIdConnectSignIn
{
    public const string Scheme = "ConsoleOpenIdConnect";

    /// <summary>What the sign-in page is told of an account that is not let in.</summary>
    public const string NoRealm = "realm";

    /// <summary>What it is told of any other failure.</summary>
    public const string Failed = "provider";

    public static void Configure(OpenIdConnectOptions options, OpenIdConnectSettings settings)
    {
        options.SignInScheme = ConsoleAccess.Scheme;
        options.Authority = settings.Authority!.ToString();
        options.RequireHttpsMetadata = !settings.Authority.IsLoopback;
        options.ClientId = settings.ClientId;
        options.ClientSecret = settings.ClientSecret;
        options.CallbackPath = "/sign-in/callback";
        options.ResponseType = OpenIdConnectResponseType.Code;
        // By address, since a form posted from another site would need cookies that any site may send.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.UsePkce = true;
        options.MapInboundClaims = false;
        options.SaveTokens = false;
        options.GetClaimsFromUserInfoEndpoint = false;
        options.TokenValidationParameters.NameClaimType = settings.NameClaim;
        foreach (var scope in settings.Scopes)
            options.Scope.Add(scope);

        options.Events.OnTokenValidated = context =>
        {
            var account = context.Principal!;
            if (account.FindFirst(settings.RealmClaim)?.Value is not { } realm || !IdentityKey.IsName(realm))
            {
                Count(context.HttpContext, account.FindFirst("sub")?.Value ?? "");
                context.HandleResponse();
                context.Response.Redirect($"{context.Request.PathBase}/sign-in?failed={NoRealm}");
                return Task.CompletedTask;
            }

            var name = account.FindFirst(settings.NameClaim)?.Value ?? account.FindFirst("sub")!.Value;
            context.Principal = CallerClaims.Write(new KnownCaller(new Caller(name, realm, account.HasClaim(settings.RoleClaim, settings.OperatorRole) ? RoleScopes.BeforeScopes : RoleScopes.Default), KeySha256: null), ConsoleAccess.Scheme);
            return Task.CompletedTask;
        };
        options.Events.OnRemoteFailure = context =>
        {
            Count(context.HttpContext, "");
            context.HandleResponse();
            context.Response.Redirect($"{context.Request.PathBase}/sign-in?failed={Failed}");
            return Task.CompletedTask;
        };

        // The provider bounds how often one may try there; what came of it here is counted as any refused credential is.
        static void Count(HttpContext context, string account) =>
            context.RequestServices.GetRequiredService<RefusedCredentials>().Unknown(context.Connection.RemoteIpAddress, $"account {account}");
    }
}
