using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Mote.Service.Permits;
using Mote.WebConsole.Routes;
using Mote.WebConsole.Settings;

namespace Mote.WebConsole.Privacy;

/// <summary>The last privacy audit's table, read anew each time.</summary>
internal static class PrivacyEndpoint
{
    public static void MapPrivacy(this IEndpointRouteBuilder pages) => pages.MapGet("/privacy", async (IOptions<ConsoleOptions> options, CancellationToken cancellationToken) =>
        Page.Of<PrivacyPage>(await Read(options.Value.PrivacyReport, cancellationToken))).Needs(Permit.Audit);

    private static async Task<PrivacyModel> Read(string? path, CancellationToken cancellationToken)
    {
        if (path is null)
            return new PrivacyModel(null, null, null, "No audit is configured.");
        try
        {
            return new PrivacyModel(await PrivacyReport.Read(path, cancellationToken), new DateTimeOffset(File.GetLastWriteTimeUtc(path), TimeSpan.Zero), path, null);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return new PrivacyModel(null, null, path, $"There is no audit yet: '{path}' is not there.");
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return new PrivacyModel(null, null, path, $"The report '{path}' cannot be read.");
        }
        catch (JsonException)
        {
            return new PrivacyModel(null, null, path, $"'{path}' is no report with a privacy part.");
        }
    }
}
