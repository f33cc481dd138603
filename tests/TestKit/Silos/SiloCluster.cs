using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Mote.Client;
using Mote.Silo.Cluster;

namespace Mote.Tests;

/// <summary>Real silos of one cluster, each a process of its own on loopback, with blobs and tables that can be stopped apart.</summary>
public sealed class SiloCluster : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly Dictionary<string, string?> _common;

    private readonly bool _hasLines;

    private SiloCluster(AzuriteServer blobs, AzuriteServer tables, string provider, bool hasLines)
    {
        (Blobs, Tables, _hasLines, _folder) = (blobs, tables, hasLines, Directory.CreateTempSubdirectory("mote-silos-"));
        Authority = SiloAuthority.Make(Path.Combine(_folder.FullName, "authority"), days: 2, TimeProvider.System);
        _common = new(DemoPeople.Settings(blobs, provider))
        {
            ["Mote:Cluster:Membership"] = "azure-table",
            ["Mote:Cluster:AzureTable:ConnectionString"] = tables.ConnectionString,
            ["Mote:Cluster:Certificate:AuthoritiesPath"] = Authority.Path,
            ["Mote:ApiKeys:0:IsOperator"] = "false",
            ["Mote:ApiKeys:0:Role"] = "administrator",
            ["MOTE_MASTER_KEY_1"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        };
    }

    /// <summary>The program of those that are made from now on; null for that of this build.</summary>
    public string? Program { get; set; }

    /// <summary>Where their state is.</summary>
    public AzuriteServer Blobs { get; }

    /// <summary>Where they find each other.</summary>
    public AzuriteServer Tables { get; }

    /// <summary>Who their certificates are from.</summary>
    public SiloAuthority Authority { get; }

    /// <summary>Those that were started.</summary>
    public List<SiloProcess> Silos { get; } = [];

    /// <summary>Where each listens to the others.</summary>
    public List<int> Ports { get; } = [];

    /// <summary>What each hangs on; none where they were not asked for.</summary>
    public List<SiloLines> Lines { get; } = [];

    /// <summary>Starts as many silos, one after the other.</summary>
    /// <param name="silos">How many.</param>
    /// <param name="provider">The provider of their storage.</param>
    /// <param name="settings">What all of them are told beside the rest, or in its place.</param>
    /// <param name="hasLines">Whether each silo reaches stores and others by lines of its own, which can be cut.</param>
    /// <param name="program">The silos' program, if not that of this build.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<SiloCluster> Start(
        int silos,
        string provider = "blob",
        IEnumerable<(string Name, string? Value)>? settings = null,
        bool hasLines = false,
        string? program = null,
        CancellationToken cancellationToken = default)
    {
        var cluster = new SiloCluster(await AzuriteServer.StartAsync(cancellationToken), await AzuriteServer.StartTablesAsync(cancellationToken), provider, hasLines) { Program = program };
        foreach (var (name, value) in settings ?? [])
            cluster._common[name] = value;
        try
        {
            while (cluster.Silos.Count < silos)
            {
                var silo = cluster.Next();
                await silo.Start();
            }

            return cluster;
        }
        catch (InvalidOperationException failure)
        {
            var said = string.Join('\n', cluster.Silos.Select((silo, i) => $"--- silo {i + 1} ---\n{silo.Output()}"));
            await cluster.DisposeAsync();
            throw new InvalidOperationException($"The cluster did not start: {failure.Message.Split('\n')[0]}\n{said}", failure);
        }
    }

    /// <summary>One more, which does not run yet.</summary>
    /// <param name="authority">Who its certificate is from, if that is somebody else.</param>
    /// <param name="settings">What it is told beside what the others are.</param>
    public SiloProcess Next(SiloAuthority? authority = null, params (string Name, string? Value)[] settings)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"silo-{Silos.Count + 1}");
        var (certificate, key) = (authority ?? Authority).Issue(name, new CertificateSettings().Name, days: 1);
        Ports.Add(OwnPort.Take());
        var own = new Dictionary<string, string?>(_common)
        {
            ["Mote:Cluster:SiloName"] = name,
            ["Mote:Cluster:Address"] = "127.0.0.1",
            ["Mote:Cluster:Port"] = Ports[^1].ToString(CultureInfo.InvariantCulture),
            ["Mote:Cluster:Certificate:Path"] = certificate,
            ["Mote:Cluster:Certificate:KeyPath"] = key,
        };
        foreach (var (setting, value) in _hasLines ? Lined() : [])
            own[setting] = value;
        foreach (var (setting, value) in settings)
            own[setting] = value;
        var silo = SiloProcess.Of(own, Program);
        Silos.Add(silo);
        return silo;
    }

    // The others reach it at an address of its own, where its line is.
    private Dictionary<string, string?> Lined()
    {
        var address = IPAddress.Parse($"127.7.0.{Ports.Count}");
        var lines = new SiloLines(new Line(Blobs.Port), new Line(Tables.Port), new Line(Ports[^1], address, Ports[^1]));
        Lines.Add(lines);
        return new()
        {
            ["Mote:Storage:Blob:ConnectionString"] = Blobs.At(lines.Blobs.Port),
            ["Mote:Cluster:AzureTable:ConnectionString"] = Tables.At(lines.Tables.Port),
            ["Mote:Cluster:Address"] = address.ToString(),
            ["Mote:Cluster:Listen"] = "127.0.0.1",
        };
    }

    /// <summary>A door's SDK that knows several silos.</summary>
    public static ServiceProvider Door(SiloProcess first, params SiloProcess[] others) => new ServiceCollection().AddMoteClient(options =>
    {
        (options.Address, options.ApiKey, options.Retries) = (first.Address, SiloProcess.OwnKey, 10);
        foreach (var other in others)
            options.OtherAddresses.Add(other.Address);
    }).BuildServiceProvider();

    /// <summary>An authority that is not this cluster's.</summary>
    public SiloAuthority Foreign() => SiloAuthority.Make(Path.Combine(_folder.FullName, Path.GetRandomFileName()), days: 2, TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in Silos)
            await silo.DisposeAsync();
        foreach (var lines in Lines)
            await lines.DisposeAsync();
        await Blobs.DisposeAsync();
        await Tables.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
