using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Options;
using Mote.Grains.Hosting;
using Mote.Grains.Settings;
using Mote.Protocol;
using Mote.Recognition.Protection.Keys;
using Mote.Service.Access;
using Mote.Service.Credentials;
using Mote.Service.Hosting;
using Mote.Service.Permits;
using Mote.Silo.ApiKeys;
using Mote.Silo.Audit;
using Mote.Silo.Audit.Anchors;
using Mote.Silo.Authentication;
using Mote.Silo.Cluster;
using Mote.Silo.Description;
using Mote.Silo.Fairness;
using Mote.Silo.Health;
using Mote.Silo.Hosting;
using Mote.Silo.Identities;
using Mote.Silo.Keys;
using Mote.Silo.Logs;
using Mote.Silo.Problems;
using Mote.Silo.Realms;
using Mote.Silo.Reenrolments;
using Mote.Silo.Rehearsals;
using Mote.Silo.Requests;
using Mote.Silo.Starts;
using Mote.Silo.Telemetry;
using Mote.Vision.Photos;
using Mote.WebConsole;

namespace Mote.Silo;

/// <summary>Composes a silo: cluster, grains, storage, and the HTTPS edge in front of them.</summary>
public static class MoteSilo
{
    /// <summary>Builds a silo, ready to start. Configuration comes from the usual places: arguments, environment, files.</summary>
    /// <param name="args">Command-line arguments.</param>
    /// <param name="configure">Changes the builder last, for hosts that bring their own settings; may be null.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting is wrong; the message says how to mend it. Others are found at start.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Logging.Calm();
        configure?.Invoke(builder);
        LineEnds.Trim(builder.Configuration);
        TransportSecurity.Require(builder.Configuration);
        ForwardedAddresses.Require(builder.Configuration);

        AddCluster(builder);
        AddEdge(builder);
        builder.Services.AddSettings<TelemetrySettings>("Telemetry");
        builder.Services.AddTelemetry(BoundSettings.Of<TelemetrySettings>(builder.Configuration, "Telemetry"), builder.Configuration["Mote:Cluster:SiloName"]);
        builder.Services.AddSiloLogs();
        BoundSettings.RequireKnown(builder.Services, builder.Configuration);
        var app = builder.Build();
        UseEdge(app);
        return app;
    }

    /// <summary>Starts one. Where it does not, it says nothing more in its log: why is thrown.</summary>
    /// <param name="silo">What <see cref="Build"/> made.</param>
    /// <param name="cancellationToken">Abandons the start.</param>
    public static async Task Start(WebApplication silo, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(silo);
        try
        {
            await silo.StartAsync(cancellationToken);
        }
        catch
        {
            silo.Services.BeQuiet();
            throw;
        }
    }

    private static void AddCluster(WebApplicationBuilder builder)
    {
        var mote = builder.Configuration.GetSection("Mote");
        builder.Services.AddSettings<ClusterSettings>("Cluster");
        builder.Services.AddSettings<StorageSettings>("Storage");
        var cluster = BoundSettings.Read<ClusterSettings>(builder.Configuration, "Cluster");
        var storage = BoundSettings.Of<StorageSettings>(builder.Configuration, "Storage");
        builder.Services.AddMoteGrains(mote);
        if (!cluster.IsSole)
            builder.Services.AddMember(mote.GetSection("Cluster"), cluster);
        builder.Services.AddHostedService<StoreClaiming>();
        builder.Services.AddAnchors();
        AddKeys(builder);
        builder.UseOrleans(silo =>
        {
            if (cluster.IsSole)
                silo.UseSoleSilo(cluster);
            else
                silo.UseMember(cluster, storage);
            storage.AddTo(silo, cluster.SharedClaim);
        });
        // Behind the cluster, whose grains it asks, and before the edge.
        builder.Services.AddHostedService<AnchorComparison>();
    }

    private static void AddKeys(WebApplicationBuilder builder)
    {
        // A provider that the host brought stays.
        if (!builder.Services.Any(service => service.ServiceType == typeof(IMasterKeyProvider)))
        {
            builder.Services.AddSettings<KeySettings>("Keys");
            builder.Services.AddSingleton(services => services.GetRequiredService<IOptions<KeySettings>>().Value.Open());
        }

        builder.Services.AddKnownSettings<KeySettings>("Keys");
        builder.Services.AddSingleton<CurrentKeys>().AddHostedService<KeyLoading>();
    }

    private static void AddEdge(WebApplicationBuilder builder)
    {
        var bounds = new PhotoBounds();
        builder.Services.AddSingleton(bounds);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = bounds.MostBytes + Upload.FormOverhead;
            kestrel.AddServerHeader = false;
            // Asked for where somebody has one, since browsers ask their users then. Whose it is, authentication says.
            if (builder.Configuration.GetSection("Mote").Get<ApiKeyOptions>()?.TakesCertificates == true)
                kestrel.ConfigureHttpsDefaults(https =>
                {
                    https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                    https.AllowAnyClientCertificate();
                });
        });

        builder.Services.AddHostedService<BoundAddresses>();
        builder.Services.AddMoteService();
        builder.Services.AddRefusedCredentials();
        builder.Services.AddRehearsal();
        builder.Services.AddAuthenticationCore(authentication =>
        {
            authentication.DefaultScheme = ApiKeyAuthentication.SchemeName;
            authentication.AddScheme<ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null);
        });
        builder.Services.AddTransient<ApiKeyAuthentication>().AddWebEncoders();
        new AuthenticationBuilder(builder.Services).AddTokens(BoundSettings.Of<TokenOptions>(builder.Configuration).Tokens);
        // Also the policy of whatever is mapped without one.
        var api = new AuthorizationPolicyBuilder(ApiKeyAuthentication.SchemeName).RequireAuthenticatedUser().AddRequirements(new PermitRequirement()).Build();
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(api);

        builder.Services.AddMoteConsole(builder.Configuration.GetSection("Mote:Console"), isOfCluster: !BoundSettings.Read<ClusterSettings>(builder.Configuration, "Cluster").IsSole);
        builder.Services.AddExceptionHandler<FailureHandler>();
        builder.Services.AddProblemDetails();
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ProtocolJson.Default);
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        });
        builder.Services.AddOpenApi(ServiceDescription.Configure);
        builder.Services.AddReadiness();
        builder.Services.AddSingleton<Announcement>();
    }

    private static void UseEdge(WebApplication app)
    {
        app.UseRequestSpans();
        app.UseForwardedAddresses();
        app.UseAnswerHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages(status => ProblemResponse.WriteStatus(status.HttpContext));
        app.UseAuthentication();
        app.UseMoteConsole();
        app.UseAuthorization();
        app.UseCallerNaming();
        app.UseKnownQuery();
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new() { ResponseWriter = HealthAnswer.Write }).AllowAnonymous();
        app.MapOpenApi("/openapi/v1.json").AllowAnonymous();
        app.MapIdentities();
        app.MapReenrolments();
        app.MapKeys();
        app.MapApiKeys();
        app.MapRealms();
        app.MapFairness();
        app.MapAudit();
        app.MapMetrics();
        app.MapMoteConsole();
    }
}
