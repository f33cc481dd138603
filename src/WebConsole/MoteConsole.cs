using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mote.Grains.Settings;
using Mote.Ownership;
using Mote.Service.Credentials;
using Mote.Service.Sessions;
using Mote.WebConsole.Access;
using Mote.WebConsole.Activity;
using Mote.WebConsole.ApiKeys;
using Mote.WebConsole.Assets;
using Mote.WebConsole.Enrolment;
using Mote.WebConsole.Fairness;
using Mote.WebConsole.People;
using Mote.WebConsole.Photos;
using Mote.WebConsole.Privacy;
using Mote.WebConsole.Problems;
using Mote.WebConsole.Reenrolments;
using Mote.WebConsole.Routes;
using Mote.WebConsole.Settings;
using Mote.WebConsole.SignIn;
using Mote.WebConsole.Status;
using Mote.WebConsole.Verification;

namespace Mote.WebConsole;

/// <summary>The web console of a silo: pages rendered on the server, in the silo's own process.</summary>
public static class MoteConsole
{
    // Addresses that programs call: what is wrong there is answered as a problem document, whoever asks.
    private static readonly PathString[] Programs = ["/v1", "/openapi", "/health"];

    /// <summary>Registers what the console needs beside the service and <see cref="RefusedCredentials"/>.</summary>
    /// <param name="services">The silo's services.</param>
    /// <param name="console">The section <c>Mote:Console</c>.</param>
    /// <param name="isOfCluster">Whether other silos have consoles, too, whose sessions are the same.</param>
    public static IServiceCollection AddMoteConsole(this IServiceCollection services, IConfigurationSection console, bool isOfCluster)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(console);
        services.AddSettings<ConsoleOptions>("Console");
        var options = SettingsReading.Of<ConsoleOptions>(console);

        services.AddRazorComponents();
        services.AddSingleton<ConsoleAssets>();
        services.AddAntiforgery(form =>
        {
            form.Cookie.Name = "mote-form";
            form.Cookie.HttpOnly = true;
            form.Cookie.SameSite = SameSiteMode.Strict;
            form.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            // The content security policy says more.
            form.SuppressXFrameOptionsHeader = true;
        });
        AddCookieKeys(services, options.KeysFolder, isOfCluster);
        var authentication = services.AddAuthentication().AddCookie(ConsoleAccess.Scheme, cookie => ConsoleSession.Configure(cookie, options.OpenIdConnect));
        if (options.OpenIdConnect.IsConfigured)
            authentication.AddOpenIdConnect(OpenIdConnectSignIn.Scheme, openId => OpenIdConnectSignIn.Configure(openId, options.OpenIdConnect));
        ConsoleAccess.AddTo(services.AddAuthorizationBuilder());
        return services;
    }

    /// <summary>Marks the console's requests, and gives their answers the console's headers. Belongs behind authentication and before authorisation.</summary>
    /// <param name="app">The silo.</param>
    public static void UseMoteConsole(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        if (!IsEnabled(app))
            return;
        app.Use(async (context, next) =>
        {
            var isLost = context.GetEndpoint() is null && IsBrowser(context.Request);
            if (isLost || context.GetEndpoint()?.Metadata.GetMetadata<ConsoleRoute>() is not null)
            {
                context.Features.Set(ConsoleRoute.Instance);
                SecurityHeaders.Apply(context);
            }

            if (isLost)
            {
                // No policy is asked here, and whoever is signed in stays so.
                context.User = (await context.AuthenticateAsync(ConsoleAccess.Scheme)).Principal ?? context.User;
                await ErrorPages.NotFound(context);
                return;
            }

            await next(context);
        });
    }

    /// <summary>Maps every address of the console, each under the policy that says who may open it.</summary>
    /// <param name="app">The silo.</param>
    public static void MapMoteConsole(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        if (!IsEnabled(app))
            return;
        var open = Group();
        open.MapSignIn();
        app.Services.GetRequiredService<ConsoleAssets>().Map(open);

        var pages = Group().RequireAuthorization(ConsoleAccess.Policy);
        pages.MapSignOut();
        pages.MapVerification();
        pages.MapQuality();
        pages.MapPeople();
        pages.MapReenrolments();
        pages.MapEnrolment();
        pages.MapFairness();
        pages.MapPrivacy();
        pages.MapStatus();
        pages.MapActivity();
        pages.MapApiKeys();

        RouteGroupBuilder Group() => app.MapGroup("").WithMetadata(ConsoleRoute.Instance).ExcludeFromDescription()
            .AddEndpointFilter(new FormGuard(app.Services.GetRequiredService<IAntiforgery>()));
    }

    private static bool IsEnabled(WebApplication app) => app.Services.GetRequiredService<IOptions<ConsoleOptions>>().Value.IsEnabled;

    private static void AddCookieKeys(IServiceCollection services, string? folder, bool isOfCluster)
    {
        var protection = services.AddDataProtection().SetApplicationName("Mote.Console");
        if (folder is not null)
        {
            OwnFile.MakeFolder(folder);
            protection.PersistKeysToFileSystem(new DirectoryInfo(folder));
        }
        else if (isOfCluster)
        {
            services.AddOptions<KeyManagementOptions>().Configure<StoredSessionKeys>((keys, stored) => keys.XmlRepository = stored);
        }
        else
        {
            services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = new MemoryKeyRing());
        }

        // It warns that the keys lie unencrypted: in memory, in a folder that is its owner's alone, or in a record that is sealed.
        services.Configure<LoggerFilterOptions>(filters => filters.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error));
    }

    private static bool IsBrowser(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && request.GetTypedHeaders().Accept.Any(accept => accept.MediaType == "text/html")
        && !Programs.Any(program => request.Path.StartsWithSegments(program));
}
