using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Models;
using Mote.Grains.Roster;
using Mote.Service;
using Mote.Storage.Claims;

namespace Mote.Silo.Starts;

/// <summary>What a silo is: its version, where it listens, what it recognises faces with, where its state is, and for whom.</summary>
/// <param name="Version">The version of Mote.</param>
/// <param name="Addresses">Where it listens.</param>
/// <param name="Models">What it recognises faces with, in words.</param>
/// <param name="Stores">Where its state is, in words.</param>
/// <param name="Realms">Its realms, each with how many people it has; null where that cannot be read.</param>
public sealed record SiloSelf(string Version, IReadOnlyList<string> Addresses, IReadOnlyList<string> Models, IReadOnlyList<string> Stores, IReadOnlyList<(string Realm, int? People)> Realms)
{
    private const int ShownDigits = 12;

    // A service of hundreds says how many, and the first of them.
    private const int ShownRealms = 20;

    /// <summary>Asks a silo that runs.</summary>
    /// <param name="services">Its services.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<SiloSelf> Of(IServiceProvider services, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(services);
        var roster = services.GetRequiredService<Roster>();
        List<(string, int?)> realms = [];
        foreach (var realm in services.GetRequiredService<MoteService>().Realms.Order(StringComparer.Ordinal))
            realms.Add((realm, realms.Count < ShownRealms ? await People(roster, realm, cancellationToken) : null));
        return new SiloSelf(
            typeof(SiloSelf).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0],
            [.. services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? []],
            [.. services.GetRequiredService<ModelSets>().All.Select(Words)],
            [.. services.GetServices<IStoreClaim>().Select(claim => claim.Store)],
            realms);
    }

    /// <summary>In one line.</summary>
    public override string ToString() =>
        $"Mote {Version} at {string.Join(", ", Addresses)}. Models: {string.Join("; ", Models)}. Store: {string.Join(", ", Stores)}. "
        + (Realms is [] ? "No realms yet." : $"Realms: {string.Join(", ", Realms.Take(ShownRealms).Select(Words))}{(Realms.Count > ShownRealms ? $", and {Realms.Count - ShownRealms} more" : "")}.");

    private static string Words((string Realm, int? People) realm) => realm.People switch
    {
        null => $"{realm.Realm} (its people cannot be counted now)",
        1 => $"{realm.Realm} (1 person)",
        { } people => $"{realm.Realm} ({people.ToString("N0", CultureInfo.InvariantCulture)} people)",
    };

    private static string Words(ModelSet models) =>
        $"{(models.Name is { } name ? $"'{name}' with " : "")}embedder {models.Pipeline.Embedder.Name} {models.Pipeline.Embedder.Sha256[..ShownDigits]}{(models.Pipeline.IsTrainedOnSyntheticFaces ? ", which knows synthetic faces only" : "")}, "
        + $"detector {models.Pipeline.DetectorHash[..ShownDigits]}, cohort {models.Cohort.Hash[..ShownDigits]}";

    private static async Task<int?> People(Roster roster, string realm, CancellationToken cancellationToken)
    {
        Caller.Current = Caller.Service(realm, "says how many people there are");
        try
        {
            return await roster.Count(realm, cancellationToken);
        }
        // Whatever it is, the realm's callers are told by what they ask.
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
