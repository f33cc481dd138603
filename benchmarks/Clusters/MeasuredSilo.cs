using System.Globalization;
using System.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Mote.Grains.Audit;
using Mote.Grains.Embedding;
using Mote.Silo;
using Orleans.Runtime;

namespace Mote.Clusters;

/// <summary>A silo of Mote's as it is, in a process of its own, that can also be asked what a load within it costs.</summary>
internal static class MeasuredSilo
{
    /// <summary>The variable that has this program be one.</summary>
    public const string Variable = "MOTE_MEASURED_SILO";

    /// <summary>What that says where each photo is read once.</summary>
    public const string Given = "given";

    /// <summary>This program.</summary>
    public static string Assembly => typeof(MeasuredSilo).Assembly.Location;

    public static bool IsAsked => Environment.GetEnvironmentVariable(Variable) is not null;

    public static async Task Run(string[] args)
    {
        var app = MoteSilo.Build(args, builder =>
        {
            if (Environment.GetEnvironmentVariable(Variable) == Given)
                builder.Services.AddSingleton<IEmbedderPool, GivenReadings>();
        });
        var grains = app.Services.GetRequiredService<IGrainFactory>();
        var audit = app.Services.GetRequiredService<AuditWriter>();
        Map("/measured/verifications", (query, stop) => GrainLoad.Verifications(grains, audit, Number(query, "people"), Seconds(query), stop));
        Map("/measured/pings", (query, stop) => GrainLoad.Pings(grains, Number(query, "bytes"), Seconds(query), stop));
        Map("/measured/compiled", (_, _) => Task.FromResult((long)JitInfo.GetCompilationTime().TotalMilliseconds));
        Map("/measured/memory", (_, _) =>
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            return Task.FromResult(GC.GetTotalMemory(forceFullCollection: true));
        });
        Map("/measured/aside", async (_, stop) =>
        {
            await grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero, stop);
            return 0;
        });
        await app.RunAsync();

        void Map(string path, Func<IQueryCollection, CancellationToken, Task<long>> measured) =>
            app.MapGet(path, async (HttpContext asked, CancellationToken stop) => (await measured(asked.Request.Query, stop)).ToString(CultureInfo.InvariantCulture)).AllowAnonymous();
    }

    private static TimeSpan Seconds(IQueryCollection query) => TimeSpan.FromSeconds(Number(query, "seconds"));

    private static int Number(IQueryCollection query, string name) => int.Parse(query[name]!, NumberStyles.None, CultureInfo.InvariantCulture);
}
