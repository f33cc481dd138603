using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Mote.WebConsole.Tests;

/// <summary>A small real OpenID Connect provider on loopback: discovery, keys, the code flow with PKCE, and signed tokens. Everybody who comes is let in as the account it is told.</summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    public const string ClientId = "mote-console";
    public const string ClientSecret = "a secret of provider and console";

    private readonly WebApplication _app;
    private readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "one" };
    private readonly ConcurrentDictionary<string, (string Nonce, string Challenge)> _codes = new();

    private OpenIdProvider(WebApplication app) => _app = app;

    public string Authority => _app.Urls.First();

    /// <summary>What the next token claims of the account.</summary>
    public Dictionary<string, object> Claims { get; set; } = [];

    /// <summary>Whom the next token is for.</summary>
    public string Audience { get; set; } = ClientId;

    /// <summary>Signs the next token; a key that is not published makes a forged one.</summary>
    public RsaSecurityKey? Forged { get; set; }

    public static async Task<OpenIdProvider> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var provider = new OpenIdProvider(app);
        provider.Map();
        await app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _key.Rsa.Dispose();
    }

    private void Map()
    {
        _app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = Authority,
            ["authorization_endpoint"] = $"{Authority}/authorize",
            ["token_endpoint"] = $"{Authority}/token",
            ["jwks_uri"] = $"{Authority}/keys",
            ["response_types_supported"] = new[] { "code" },
            ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        }));
        _app.MapGet("/keys", () =>
        {
            var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(_key.Rsa.ExportParameters(false)) { KeyId = _key.KeyId });
            return Results.Json(new { keys = new[] { new { kty = key.Kty, n = key.N, e = key.E, kid = key.Kid, use = "sig", alg = "RS256" } } });
        });
        _app.MapGet("/authorize", (HttpRequest request) =>
        {
            var query = request.Query;
            if (query["client_id"] != ClientId || query["response_type"] != "code" || query["code_challenge_method"] != "S256")
                return Results.BadRequest();
            var code = Guid.NewGuid().ToString("N");
            _codes[code] = (query["nonce"]!, query["code_challenge"]!);
            return Results.Redirect($"{query["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(query["state"]!)}");
        });
        _app.MapPost("/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            var challenge = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
            return form["client_secret"] == ClientSecret && _codes.TryRemove(form["code"].ToString(), out var asked) && asked.Challenge == challenge
                ? Results.Json(new { token_type = "Bearer", access_token = "unused", id_token = Token(asked.Nonce) })
                : Results.BadRequest(new { error = "invalid_grant" });
        });
    }

    private string Token(string nonce) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Authority,
        Audience = Audience,
        Claims = new Dictionary<string, object>(Claims) { ["sub"] = "account-7", ["nonce"] = nonce },
        SigningCredentials = new SigningCredentials(Forged ?? _key, SecurityAlgorithms.RsaSha256),
    });
}
