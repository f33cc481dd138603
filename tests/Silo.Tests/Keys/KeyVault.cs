using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mote.Silo.Tests.Keys;

/// <summary>The part of a key vault's REST interface that a secret client calls, over TLS on a loopback port.</summary>
internal sealed class KeyVault : IAsyncDisposable
{
    private const string Token = "token-of-the-tests";

    private readonly WebApplication _app;
    private readonly X509Certificate2 _certificate;
    private int _requests;

    private KeyVault(X509Certificate2 certificate)
    {
        _certificate = certificate;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        _app = builder.Build();
        _app.Use(async (context, next) =>
        {
            Interlocked.Increment(ref _requests);
            if (!IsReachable)
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                await context.Response.WriteAsJsonAsync(new { error = new { code = "Forbidden", message = "No." } });
            }
            else if (context.Request.Headers.Authorization != $"Bearer {Token}")
            {
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                context.Response.Headers.WWWAuthenticate = $"Bearer authorization=\"https://login.microsoftonline.com/{Guid.Empty}\", resource=\"https://vault.azure.net\"";
            }
            else
            {
                await next(context);
            }
        });
        _app.MapGet("/secrets", () => new { value = Secrets.Keys.Select(name => new { id = $"{Address}secrets/{name}", attributes = new { enabled = name != Disabled } }), nextLink = (string?)null });
        _app.MapGet("/secrets/{name}/{version?}", (string name) => Secrets.TryGetValue(name, out var value)
            ? Results.Json(new { value, id = $"{Address}secrets/{name}/{Guid.Empty:N}", attributes = new { enabled = true } })
            : Results.Json(new { error = new { code = "SecretNotFound", message = "There is none." } }, statusCode: StatusCodes.Status404NotFound));
    }

    public Dictionary<string, string> Secrets { get; } = [];

    public string? Disabled { get; set; }

    public bool IsReachable { get; set; } = true;

    public int Requests => _requests;

    private Uri Address => new(_app.Urls.First() + "/");

    public static async Task<KeyVault> Start()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        var vault = new KeyVault(X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null));
        await vault._app.StartAsync(TestContext.Current.CancellationToken);
        return vault;
    }

    /// <summary>The real client, which trusts this certificate and no other.</summary>
    public SecretClient Client() => new(Address, new Credential(), new SecretClientOptions
    {
        DisableChallengeResourceVerification = true,
        Retry = { MaxRetries = 0 },
        Transport = new HttpClientTransport(new HttpClient(new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, presented, _, _) => presented!.Thumbprint == _certificate.Thumbprint,
        })),
    });

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _certificate.Dispose();
    }

    private sealed class Credential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(Token, TimeProvider.System.GetUtcNow().AddHours(1));

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
