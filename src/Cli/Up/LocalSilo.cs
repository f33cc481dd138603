using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Mote.Cli.Keys;
using Mote.Cli.Models;
using Mote.Grains.Contracts.Access;
using Mote.Protocol;
using Mote.Silo;

namespace Mote.Cli.Up;

/// <summary>A silo in this process, over real HTTP.</summary>
internal static class LocalSilo
{
    /// <summary>Starts a silo and returns once it takes requests.</summary>
    /// <param name="models">The model files.</param>
    /// <param name="cohort">The cohort pack.</param>
    /// <param name="store">Its state and its master keys.</param>
    /// <param name="keyHash">SHA-256 of the API key.</param>
    /// <param name="address">Where it listens; port 0 takes a free one.</param>
    /// <param name="target">The false-match rate that decides, which is the realm's ceiling too; null for what the silo is configured with.</param>
    /// <param name="locksOut">Whether non-matches are bounded; a demonstration asks about strangers by the hundred.</param>
    /// <param name="environment">The environment it runs in; null for the one that the machine names, or Production.</param>
    /// <param name="overridden">Told of settings of the machine that do not count here.</param>
    /// <param name="cancellationToken">Abandons the start.</param>
    public static async Task<WebApplication> Start(
        ModelFiles models, string cohort, LocalStore store, string keyHash, string address, double? target, bool locksOut, string? environment, Action<IReadOnlyList<string>>? overridden, CancellationToken cancellationToken)
    {
        var silo = MoteSilo.Build(environment is null ? [] : ["--environment", environment], builder =>
        {
            Dictionary<string, string?> own = new(store.Settings)
            {
                ["urls"] = address,
                ["Mote:Detector"] = models.Detector,
                ["Mote:Embedder"] = models.Embedder,
                ["Mote:Cohort"] = cohort,
                ["Mote:Console:KeysFolder"] = store.Keys.ConsoleKeys(),
                ["Mote:ApiKeys:0:Name"] = "cli",
                ["Mote:ApiKeys:0:Realm"] = LocalStore.Realm,
                ["Mote:ApiKeys:0:Sha256"] = keyHash,
                ["Mote:ApiKeys:0:Role"] = Role.Administrator.Name(),
            };
            // A demonstration shows what it is given, the weak networks of drawn faces included.
            if (environment is not null)
                own["Mote:Certificate:MostFalseNonMatchRate"] = "1";
            if (target is { } rate)
                (own["Mote:Enrolment:TargetFalseMatchRate"], own["Mote:Enrolment:MostFalseMatchRate"]) = (rate.ToString("R", CultureInfo.InvariantCulture), null);
            if (!locksOut)
                own["Mote:Lockout:MostNonMatches"] = "0";
            string[] inVain = [.. own.Where(setting => builder.Configuration[setting.Key] is { Length: > 0 } set && set != setting.Value).Select(setting => setting.Key)];
            if (inVain is not [])
                overridden?.Invoke(inVain);
            builder.Configuration.AddInMemoryCollection(own);
            // Standard output belongs to the command.
            builder.Logging.ClearProviders();
            builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning).AddFilter("Orleans", LogLevel.Error)
                // What fails at start is thrown as well, and told in the command's own line.
                .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        });
        try
        {
            await MoteSilo.Start(silo, cancellationToken);
            return silo;
        }
        catch
        {
            await silo.DisposeAsync();
            throw;
        }
    }
}
