using System.Diagnostics;
using Mote.Silo.Telemetry;

namespace Mote.Silo.Tests.Telemetry;

/// <summary>Nothing of a person, a key, a door that somebody said, or an address, is in anything that is counted, traced or sent.</summary>
public sealed class NothingPersonalTests(WatchedSilo silo)
{
    [Fact]
    public async Task EveryTagOfEveryInstrument_IsOfNobody()
    {
        await silo.Ran();
        var tags = silo.Instruments.SelectMany(instrument => instrument.Tags.SelectMany(tag => tag.Value.Select(value => $"{instrument.Name} {tag.Key}={value}"))).ToArray();
        Assert.Contains($"mote.decisions mote.door={WatchedSilo.Door}", tags);
        Assert.Contains("mote.decisions mote.door=unbound", tags);
        Assert.All(tags, Unnamed);
        // Of the realms that there are, and of no rehearsal.
        Assert.Equal([WatchedSilo.OtherRealm, WatchedSilo.Realm], silo.Instruments.SelectMany(instrument => instrument.Tags.GetValueOrDefault("mote.realm") ?? []).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task EveryTagOfEverySpan_IsKnownAndOfNobody()
    {
        await silo.Ran();
        silo.Sent("/v1/traces");
        Assert.NotEmpty(silo.Spans.All);
        foreach (var span in silo.Spans.All)
        {
            Assert.Subset(KnownTags.All.ToHashSet(), span.TagObjects.Select(tag => tag.Key).ToHashSet());
            Assert.Empty(span.Events);
            Assert.Empty(span.Links);
            Unnamed(span.DisplayName);
            Unnamed(span.OperationName);
            Unnamed(span.StatusDescription ?? "");
            Unnamed(span.TraceStateString ?? "");
            Assert.All(span.TagObjects, tag => Unnamed($"{tag.Value}"));
        }
    }

    /// <summary>As bytes: in whatever part of the protocol it might stand.</summary>
    [Theory]
    [InlineData("/v1/traces", "PUT /v1/identities/{subject}")]
    [InlineData("/v1/metrics", "mote.decisions")]
    public async Task WhatTheCollectorIsSent_IsOfNobody(string path, string expected)
    {
        await silo.Ran();
        var sent = silo.Sent(path);
        Assert.Contains(expected, sent, StringComparison.Ordinal);
        Unnamed(sent);
    }

    [Fact]
    public async Task WhatPrometheusIsTold_IsOfNobody()
    {
        await silo.Ran();
        using var http = new HttpClient();
        var told = await http.GetStringAsync(new Uri(silo.MetricsAddress, "metrics"), TestContext.Current.CancellationToken);
        Assert.Contains("mote_decisions_total", told, StringComparison.Ordinal);
        Unnamed(told);
    }

    /// <summary>Of Mote, of Orleans, of the server: at every level that anybody may ask for when something is wrong.</summary>
    [Fact]
    public async Task EveryLineOfTheLog_IsOfNobody()
    {
        await silo.Ran();
        var lines = silo.Log.Lines;
        // There is something to find: an enrolment, an erasure, an address that was asked for.
        Assert.All(["Enrolled person ", "Erased person ", "/v1/identities/~"], expected => Assert.Contains(lines, line => line.Contains(expected, StringComparison.Ordinal)));
        Assert.All(lines, line => Assert.All(WatchedSilo.Secret, secret => Assert.DoesNotContain(secret, line, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>From the SDK to the embedder, and to the store.</summary>
    [Theory]
    [InlineData("POST /v1/identities/{subject}/verify", "decide", "embed", "write trail", "write audit")]
    [InlineData("PUT /v1/identities/{subject}", "enrol", "embed", "train", "IRosterGrain/", "write Identity")]
    public async Task Trace_OfACall_GoesFromTheSdkToTheStore(string call, params string[] expected)
    {
        await silo.Ran();
        var spans = silo.Spans.All;
        var trace = spans.First(span => span.Source.Name == "Mote.Client" && span.DisplayName == call).TraceId;
        var names = spans.Where(span => span.TraceId == trace).Select(Name).ToArray();
        Assert.All(expected, name => Assert.True(names.Any(one => one.StartsWith(name, StringComparison.OrdinalIgnoreCase)), $"{name} is not among {string.Join(", ", names)}"));
        Assert.Equal(2, names.Count(name => name == call));
    }

    private static string Name(Activity span) => span.GetTagItem("mote.record") is { } record ? $"{span.DisplayName} {record}" : span.DisplayName;

    private static void Unnamed(string text) => Assert.All(WatchedSilo.Personal, personal => Assert.DoesNotContain(personal, text, StringComparison.OrdinalIgnoreCase));
}
