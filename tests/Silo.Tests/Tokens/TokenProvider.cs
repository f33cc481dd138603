using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mote.Silo.Tests.Tokens;

/// <summary>A provider on loopback, OpenIddict: discovery, keys, and client credentials. Every client's secret is its name; what its tokens claim, a test says.</summary>
internal sealed class TokenProvider : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TokenProvider(WebApplication app) => _app = app;

    public Uri Authority => new(_app.Urls.First());

    /// <summary>For whom the next tokens are.</summary>
    public string Audience { get; set; } = "mote";

    /// <summary>What they claim, beside their scopes.</summary>
    public IReadOnlyList<Claim> Claims { get; set; } = [];

    public static async Task<TokenProvider> Start()
    {
        TokenProvider? provider = null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddOpenIddict().AddServer(server =>
        {
            server.SetTokenEndpointUris("connect/token").AllowClientCredentialsFlow();
            server.AddEphemeralEncryptionKey().AddEphemeralSigningKey().DisableAccessTokenEncryption();
            server.EnableDegradedMode().DisableScopeValidation();
            server.UseAspNetCore().DisableTransportSecurityRequirement();
            server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.ClientId is null || context.ClientSecret != context.ClientId)
                    context.Reject(Errors.InvalidClient);
                return ValueTask.CompletedTask;
            }));
            server.AddEventHandler<HandleTokenRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                var identity = new ClaimsIdentity([new Claim(OpenIddictConstants.Claims.Subject, context.ClientId!), .. provider!.Claims], "client credentials");
                identity.SetScopes(context.Request.GetScopes());
                identity.SetAudiences(provider.Audience);
                identity.SetDestinations(_ => [Destinations.AccessToken]);
                context.SignIn(new ClaimsPrincipal(identity));
                return ValueTask.CompletedTask;
            }));
        });
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.UseAuthentication();
        provider = new TokenProvider(app);
        await app.StartAsync();
        return provider;
    }

    /// <summary>A token for a client, with those scopes.</summary>
    public async Task<string> Token(string client, string scopes)
    {
        using var http = new HttpClient { BaseAddress = Authority };
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", client), new("client_secret", client), new("scope", scopes)]);
        using var answer = await http.PostAsync("connect/token", form, TestContext.Current.CancellationToken);
        var document = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, document.ToString());
        return document.GetProperty("access_token").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
