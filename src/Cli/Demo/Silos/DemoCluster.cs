using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Mote.Cli.Keys;
using Mote.Cli.Models;
using Mote.Client;
using Mote.Grains.Contracts.Access;
using Mote.Protocol;
using Mote.Silo.Cluster;

namespace Mote.Cli.Demo.Silos;

/// <summary>Silos of one cluster, each a process of its own on loopback, and the SDK's clients of them.</summary>
internal sealed class DemoCluster : IAsyncDisposable
{
    private readonly OperatorKey _key = OperatorKey.Generate();
    private readonly List<DemoSiloProcess> _silos = [];
    private readonly List<ServiceProvider> _clients = [];

    /// <param name="silos">How many.</param>
    /// <param name="store">Where their state is, and where they find each other.</param>
    /// <param name="target">The false-match rate that decides.</param>
    /// <param name="folder">For certificates and logs.</param>
    public DemoCluster(int silos, Azurite store, double target, string folder)
    {
        var authority = SiloAuthority.Make(Path.Combine(folder, "authority"), days: 1, TimeProvider.System);
        var models = BundledModels.Find();
        var common = new Dictionary<string, string>
        {
            ["DOTNET_ENVIRONMENT"] = BundledModels.Environment,
            ["Mote:Detector"] = models.Files.Detector,
            ["Mote:Embedder"] = models.Files.Embedder,
            ["Mote:Cohort"] = models.Cohort,
            // A demonstration shows what it is given, the weak networks of drawn faces included.
            ["Mote:Certificate:MostFalseNonMatchRate"] = "1",
            ["Mote:Enrolment:TargetFalseMatchRate"] = target.ToString("R", CultureInfo.InvariantCulture),
            ["Mote:Lockout:MostNonMatches"] = "0",
            ["Mote:Storage:Provider"] = "blob",
            ["Mote:Storage:Blob:ConnectionString"] = store.Blobs,
            ["Mote:Cluster:Membership"] = "azure-table",
            ["Mote:Cluster:AzureTable:ConnectionString"] = store.Tables,
            ["Mote:Cluster:Address"] = "127.0.0.1",
            ["Mote:Cluster:Certificate:AuthoritiesPath"] = authority.Path,
            ["Mote:Keys:Provider"] = "environment",
            ["MOTE_MASTER_KEY_1"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["Mote:ApiKeys:0:Name"] = "demo",
            ["Mote:ApiKeys:0:Realm"] = LocalStore.Realm,
            ["Mote:ApiKeys:0:Sha256"] = _key.Sha256,
            ["Mote:ApiKeys:0:Role"] = Role.Administrator.Name(),
        };
        for (var i = 1; i <= silos; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"silo-{i}");
            var (certificate, key) = authority.Issue(name, new CertificateSettings().Name, days: 1);
            _silos.Add(new DemoSiloProcess(name, Path.Combine(folder, $"{name}.log"), new(common)
            {
                ["Mote:Cluster:SiloName"] = name,
                ["Mote:Cluster:Port"] = FreePort.Find().ToString(CultureInfo.InvariantCulture),
                ["Mote:Cluster:Certificate:Path"] = certificate,
                ["Mote:Cluster:Certificate:KeyPath"] = key,
            }));
        }
    }

    /// <summary>Each of them.</summary>
    public IReadOnlyList<DemoSiloProcess> Silos => _silos;

    /// <summary>A client that knows one silo and no other.</summary>
    public MoteClient At(DemoSiloProcess silo) => Client([silo], retries: 0);

    /// <summary>A client that knows all, the one it asks first before the others.</summary>
    public MoteClient Door(DemoSiloProcess first) => Client([first, .. _silos.Where(silo => silo != first)], retries: 10);

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
            await client.DisposeAsync();
        foreach (var silo in _silos)
            await silo.DisposeAsync();
    }

    private MoteClient Client(DemoSiloProcess[] known, int retries)
    {
        var services = new ServiceCollection().AddMoteClient(options =>
        {
            (options.Address, options.ApiKey, options.Retries) = (known[0].Address, _key.Secret!, retries);
            foreach (var other in known[1..])
                options.OtherAddresses.Add(other.Address);
        }).BuildServiceProvider();
        _clients.Add(services);
        return services.GetRequiredService<MoteClient>();
    }
}
