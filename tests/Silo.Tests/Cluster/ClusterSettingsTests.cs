using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Mote.Silo.Cluster;
using Mote.Silo.Hosting;
using Mote.Tests;
using Orleans.Configuration;
using Orleans.Hosting.Kubernetes;

namespace Mote.Silo.Tests.Cluster;

/// <summary>What stands in a silo's way into a cluster is said before it starts, with how to mend it.</summary>
public sealed class ClusterSettingsTests
{
    private static readonly Dictionary<string, string?> Member = new()
    {
        ["Mote:Cluster:Membership"] = "redis",
        ["Mote:Cluster:SiloName"] = "north",
        ["Mote:Cluster:Address"] = "10.1.2.3",
        ["Mote:Cluster:Redis:ConnectionString"] = "10.1.2.4:6380,ssl=true,password=secret",
        ["Mote:Cluster:Certificate:Path"] = "north.pem",
        ["Mote:Cluster:Certificate:KeyPath"] = "north.key.pem",
        ["Mote:Cluster:Certificate:AuthoritiesPath"] = "authority.pem",
    };

    [Fact]
    public void Member_WithAllItTakes_IsTaken()
    {
        var cluster = Bound(Member);
        Assert.False(cluster.IsSole);
        Assert.Equal("10.1.2.3:7271", cluster.Listening.ToString());
        Assert.Equal(cluster.Advertised, cluster.Listening);
        Assert.NotNull(cluster.SharedClaim);
        Assert.NotEqual(cluster.SharedClaim, Bound(new(Member) { ["Mote:Cluster:ClusterId"] = "another" }).SharedClaim);
        Assert.Equal("0.0.0.0:7000", Bound(new(Member) { ["Mote:Cluster:Listen"] = "0.0.0.0", ["Mote:Cluster:Port"] = "7000" }).Listening.ToString());
    }

    [Fact]
    public void Pods_AreFollowedByMembersAlone()
    {
        Assert.False(Bound(Member).Kubernetes);
        Assert.True(Bound(new(Member) { ["Mote:Cluster:Kubernetes"] = "true" }).Kubernetes);
        Assert.Contains("follows no pods", Assert.Throws<OptionsValidationException>(() => Bound(new() { ["Mote:Cluster:Kubernetes"] = "true" })).Message, StringComparison.Ordinal);
    }

    /// <summary>What comes with it has names and addresses of its own, and would open a gateway.</summary>
    [Fact]
    public async Task Pods_Followed_ChangeNeitherNamesNorAddresses()
    {
        var folder = Directory.CreateTempSubdirectory("mote-pods-");
        // As in a pod; nothing else in this process asks for it.
        Environment.SetEnvironmentVariable("POD_NAMESPACE", "mote");
        try
        {
            await using var silo = TestSilo.Of(new SiloPlan(folder.FullName)
            {
                Settings = new Dictionary<string, string?>(Member)
                {
                    ["Mote:Cluster:Kubernetes"] = "true",
                    ["Mote:Storage:Provider"] = "blob",
                    ["Mote:Storage:Blob:ConnectionString"] = "UseDevelopmentStorage=true",
                },
            });
            var endpoints = silo.Services.GetRequiredService<IOptions<EndpointOptions>>().Value;
            Assert.Equal("10.1.2.3:7271", new IPEndPoint(endpoints.AdvertisedIPAddress!, endpoints.SiloPort).ToString());
            Assert.Equal("10.1.2.3:7271", endpoints.SiloListeningEndpoint!.ToString());
            Assert.Equal((0, null), (endpoints.GatewayPort, endpoints.GatewayListeningEndpoint));
            Assert.Equal("north", silo.Services.GetRequiredService<IOptions<SiloOptions>>().Value.SiloName);
            Assert.Equal("mote", silo.Services.GetRequiredService<IOptions<ClusterOptions>>().Value.ClusterId);
            Assert.NotEmpty(silo.Services.GetServices<IConfigureOptions<KubernetesHostingOptions>>());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Silo_ThatIsToldNothing_StandsAlone()
    {
        var cluster = Bound([]);
        Assert.True(cluster.IsSole);
        Assert.Null(cluster.SharedClaim);
    }

    [Theory]
    [InlineData("Membership", "gossip", "give 'none', 'azure-table' or 'redis'")]
    [InlineData("SiloName", null, "Mote:Cluster:SiloName is not set")]
    [InlineData("SiloName", "north gate", "Mote:Cluster:SiloName is not set, or has other characters")]
    [InlineData("Address", null, "Mote:Cluster:Address is ''")]
    [InlineData("Address", "0.0.0.0", "at which the other silos reach it")]
    [InlineData("Address", "north.example", "at which the other silos reach it")]
    [InlineData("Listen", "everywhere", "Mote:Cluster:Listen is 'everywhere'")]
    [InlineData("Port", "0", "Mote:Cluster:Port is 1 to 65535.")]
    [InlineData("SiloPort", "11111", "Mote:Cluster:SiloPort is gone")]
    [InlineData("Certificate:Path", null, "Mote:Cluster:Certificate:Path is not set")]
    [InlineData("Certificate:KeyPath", "", "Mote:Cluster:Certificate:KeyPath is not set")]
    [InlineData("Certificate:AuthoritiesPath", null, "Mote:Cluster:Certificate:AuthoritiesPath is not set")]
    [InlineData("Certificate:Name", " ", "Mote:Cluster:Certificate:Name is empty")]
    [InlineData("Redis:ConnectionString", null, "Mote:Cluster:Redis:ConnectionString is not set")]
    [InlineData("Redis:ConnectionString", "10.1.2.4:6380,ssl=perhaps", "Mote:Cluster:Redis:ConnectionString is none")]
    [InlineData("Redis:ConnectionString", "10.1.2.4:6380,ssl=true", "has no password: whoever writes to that server can end silos")]
    [InlineData("Redis:ConnectionString", "10.1.2.4:6379,password=secret", "has no ssl=true")]
    public void Member_WithAWrongSetting_IsToldHowToMendIt(string setting, string? value, string expected)
    {
        var refusal = Assert.Throws<OptionsValidationException>(() => Bound(new(Member) { [$"Mote:Cluster:{setting}"] = value }));
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1:6379,password=secret")]
    [InlineData("localhost:6379,password=secret")]
    public void Redis_OnThisMachine_NeedsNoTls(string connection) => Assert.False(Bound(new(Member) { ["Mote:Cluster:Redis:ConnectionString"] = connection }).IsSole);

    [Fact]
    public void Member_WithSqlite_IsRefusedAndToldWhy()
    {
        var folder = Directory.CreateTempSubdirectory("mote-member-");
        try
        {
            var refusal = Assert.Throws<OptionsValidationException>(() => TestSilo.Of(new SiloPlan(folder.FullName) { Settings = Member }));
            Assert.Contains("a file that belongs to one silo", refusal.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ClusterSettings Bound(Dictionary<string, string?> settings) =>
        BoundSettings.Of<ClusterSettings>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), "Cluster");
}
