using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;
using Mote.Service.Access;

namespace Mote.Silo.Authentication;

/// <summary>
/// <c>Authorization: Bearer TOKEN</c>, a signed token of a provider that the configuration names. A scheme a provider; which one
/// a request is for, the token says, and is then held to it.
/// </summary>
internal static partial class TokenAuthentication
{
    // A clock that is behind the provider's. A token's end is by the clock here, as any caller's.
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    private static readonly JsonWebTokenHandler Reader = new();

    /// <summary>Takes the tokens of these providers where API keys are taken.</summary>
    public static void AddTokens(this AuthenticationBuilder authentication, IList<TokenIssuer> issuers)
    {
        Dictionary<string, string> schemes = new(StringComparer.Ordinal);
        foreach (var (i, issuer) in issuers.Index())
        {
            var scheme = schemes[Name(issuer.Authority!)] = $"Token{i}";
            authentication.AddJwtBearer(scheme, options => Configure(options, issuer));
            // By the clock that everything here goes by.
            authentication.Services.AddOptions<JwtBearerOptions>(scheme).Configure<TimeProvider>((options, time) =>
                options.TokenValidationParameters.LifetimeValidator = (from, until, _, _) => until > time.GetUtcNow() && !(from - Skew > time.GetUtcNow()));
        }

        authentication.Services.Configure<AuthenticationSchemeOptions>(ApiKeyAuthentication.SchemeName, options =>
        {
            options.ForwardDefaultSelector = context => SchemeOf(context.Request, schemes);
            // Who is nobody, and who may not, is answered alike whatever was shown.
            options.ForwardChallenge = options.ForwardForbid = ApiKeyAuthentication.SchemeName;
        });
    }

    private static void Configure(JwtBearerOptions options, TokenIssuer issuer)
    {
        options.Authority = issuer.Authority!.ToString();
        options.RequireHttpsMetadata = !issuer.Authority.IsLoopback;
        options.Audience = issuer.Audience;
        options.MapInboundClaims = false;
        options.SaveToken = false;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAudience = issuer.Audience,
            RequireSignedTokens = true,
            // A key that is published signs nothing that whoever reads it could.
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512],
        };
        options.Events = new JwtBearerEvents
        {
            OnTokenValidated = context =>
            {
                var callers = context.HttpContext.RequestServices.GetRequiredService<TokenCallers>();
                if (callers.Find(context.Principal!, issuer, context.SecurityToken.ValidTo) is { } known)
                    context.Principal = CallerIdentity.Of(known, ApiKeyAuthentication.SchemeName);
                else
                    Refuse(context);
                return Task.CompletedTask;
            },
            OnAuthenticationFailed = RequireProvider,
        };
    }

    /// <summary>Nobody is told that his token is wrong while nobody can know.</summary>
    private static async Task RequireProvider(AuthenticationFailedContext context)
    {
        try
        {
            // What is known already is not asked for again.
            await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted);
        }
        catch (Exception unreachable) when (!context.HttpContext.RequestAborted.IsCancellationRequested)
        {
            LogUnreachable(context.HttpContext.RequestServices.GetRequiredService<ILogger<ApiKeyAuthentication>>(), context.Options.Authority, unreachable);
            throw new MoteException(ProblemCode.ProviderUnavailable, "The provider of this token cannot be asked for its keys: try again in a moment, and see the service's log.");
        }

        HeldUp.Count(context.HttpContext, BearerCredential.Of(context.Request)!);
    }

    private static void Refuse(TokenValidatedContext context)
    {
        HeldUp.Count(context.HttpContext, BearerCredential.Of(context.Request)!);
        context.Fail("The token names no realm of this service, or no caller.");
    }

    private static string? SchemeOf(HttpRequest request, Dictionary<string, string> schemes) =>
        BearerCredential.Of(request) is { } presented && Reader.CanReadToken(presented) && Issuer(presented) is { } issuer && Uri.TryCreate(issuer, UriKind.Absolute, out var authority)
            ? schemes.GetValueOrDefault(Name(authority))
            : null;

    // Said by whoever made the token; believed once the signature is that of the one who is named.
    private static string? Issuer(string token)
    {
        try
        {
            return Reader.ReadJsonWebToken(token).Issuer;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string Name(Uri authority) => authority.AbsoluteUri.TrimEnd('/');

    [LoggerMessage(1, LogLevel.Error, "The provider {Authority} does not tell its keys, so its tokens cannot be checked")]
    private static partial void LogUnreachable(ILogger log, string? authority, Exception failure);
}
