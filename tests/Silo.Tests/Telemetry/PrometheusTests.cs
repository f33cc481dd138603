using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mote.Tests;

namespace Mote.Silo.Tests.Telemetry;

/// <summary>What comes for Prometheus and Grafana is tried with Prometheus itself, where there is one.</summary>
public sealed partial class PrometheusTests(WatchedSilo silo)
{
    private static readonly string Files = Path.Combine((string)AppContext.GetData("Mote.Repository")!, "deploy");

    // What a run without a failing store does not have.
    private static readonly string[] Unseen = ["mote_store_failures_total", "mote_audit_failures_total"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static IReadOnlyList<string> Queries =>
    [
        .. JsonNode.Parse(File.ReadAllText(Path.Combine(Files, "grafana", "mote.json")))!["panels"]!.AsArray()
            .SelectMany(panel => panel!["targets"]?.AsArray() ?? []).Select(target => (string)target!["expr"]!),
    ];

    [Theory]
    [InlineData("check", "config", "prometheus.yaml")]
    [InlineData("check", "rules", "alerts.yaml")]
    [InlineData("test", "rules", "alerts.test.yaml")]
    public async Task Promtool_FindsNothingWrong(params string[] arguments)
    {
        using var promtool = Run("promtool", arguments, Path.Combine(Files, "prometheus"));
        var (output, errors) = (promtool.StandardOutput.ReadToEndAsync(Cancelled), promtool.StandardError.ReadToEndAsync(Cancelled));
        await promtool.WaitForExitAsync(Cancelled);
        Assert.True(promtool.ExitCode == 0, await output + await errors);
    }

    /// <summary>Every query of the dashboard and every alert, over a silo at which all has happened.</summary>
    [Fact]
    public async Task EveryQuery_IsAnsweredByPrometheus()
    {
        await silo.Ran();
        var folder = Directory.CreateTempSubdirectory("mote-prometheus-");
        var address = new Uri($"http://127.0.0.1:{OwnPort.Take()}");
        // As it comes, but for where the silo is, and for how long anybody would wait; a scrape may take as long as the time between two.
        await Copy("prometheus.yaml", ("15s", "1s"), ("127.0.0.1:9464", silo.MetricsAddress.Authority));
        await Copy("alerts.yaml", ("interval: 1m", "interval: 200ms"));
        using var prometheus = Run("prometheus", ["--config.file=prometheus.yaml", $"--web.listen-address={address.Authority}", "--storage.tsdb.path=data"], folder.FullName);
        var said = Task.WhenAll(prometheus.StandardOutput.ReadToEndAsync(Cancelled), prometheus.StandardError.ReadToEndAsync(Cancelled));
        try
        {
            using var http = new HttpClient { BaseAddress = address };
            // Two that were answered, not two that were tried: a rate is between two values.
            await Until(async () => (await Query(http, "sum_over_time(up{job=\"mote\"}[1m]) > 1")).Count > 0, "Prometheus was not answered twice.");
            var known = (await http.GetFromJsonAsync<JsonObject>("/api/v1/label/__name__/values", Cancelled))!["data"]!.AsArray().Select(name => (string)name!).Concat(Unseen).ToHashSet();
            Assert.NotEmpty(Queries);
            foreach (var query in Queries)
            {
                var asked = query.Replace("$__rate_interval", "1m", StringComparison.Ordinal).Replace("$__range", "1m", StringComparison.Ordinal).Replace("$realm", ".*", StringComparison.Ordinal);
                var names = Metric().Matches(Labels().Replace(asked, "")).Select(name => name.Value).ToArray();
                Assert.NotEmpty(names);
                Assert.Subset(known, names.ToHashSet());
                // What comes late by a scrape comes with the next.
                if (!names.Intersect(Unseen).Any())
                    await Until(async () => (await Query(http, asked)).Count > 0, $"Nothing is answered to {asked}");
                else
                    await Query(http, asked);
            }

            await Until(async () => (await http.GetFromJsonAsync<JsonObject>("/api/v1/rules", Cancelled))!["data"]!["groups"]!.AsArray()
                .SelectMany(group => group!["rules"]!.AsArray()).All(rule => (string)rule!["health"]! == "ok"), "A rule is not healthy.");
        }
        finally
        {
            prometheus.Kill();
            await prometheus.WaitForExitAsync(CancellationToken.None);
            await said;
            folder.Delete(recursive: true);
        }

        async Task Copy(string name, params (string Shipped, string Here)[] changes) => await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, name),
            changes.Aggregate(await File.ReadAllTextAsync(Path.Combine(Files, "prometheus", name), Cancelled), (text, change) => text.Replace(change.Shipped, change.Here, StringComparison.Ordinal)),
            Cancelled);
    }

    private static async Task<JsonArray> Query(HttpClient http, string query)
    {
        using var answer = await http.PostAsync("/api/v1/query", new FormUrlEncodedContent([new("query", query)]), Cancelled);
        var told = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancelled))!;
        Assert.True((string?)told["status"] == "success", $"{query}: {told.ToJsonString()}");
        return told["data"]!["result"]!.AsArray();
    }

    private static async Task Until(Func<Task<bool>> condition, string otherwise)
    {
        var since = Stopwatch.StartNew();
        while (!await Holds(condition))
        {
            Assert.True(since.Elapsed < TimeSpan.FromSeconds(60), otherwise);
            await Task.Delay(100, Cancelled);
        }
    }

    private static async Task<bool> Holds(Func<Task<bool>> condition)
    {
        try
        {
            return await condition();
        }
        catch (Exception starting) when (starting is HttpRequestException or JsonException)
        {
            return false;
        }
    }

    private static Process Run(string program, string[] arguments, string folder)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(at => Path.Combine(at, program)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"Needs {program} on the PATH.");
        return Process.Start(new ProcessStartInfo(path!, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
    }

    [GeneratedRegex("\\b(mote|http|dotnet)_[a-z_]+")]
    private static partial Regex Metric();

    [GeneratedRegex("\\bby \\([^)]*\\)|\\{[^}]*\\}")]
    private static partial Regex Labels();
}
