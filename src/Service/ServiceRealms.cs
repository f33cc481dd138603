using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Realms;
using Mote.Protocol;
using Mote.Service.Parts;
using Mote.Service.Permits;

namespace Mote.Service;

/// <summary>The realms of the service, asked for by one of its own credentials. Every method says by its grain's which scope it takes.</summary>
public sealed class ServiceRealms
{
    private const string Administrator = "administrator";

    private readonly ServiceParts _parts;
    private readonly Caller _caller;
    private readonly IRealmsGrain _grain;

    internal ServiceRealms(ServiceParts parts, Caller caller) => (_parts, _caller, _grain) = (parts, caller, parts.Grains.GetGrain<IRealmsGrain>(Caller.ServiceRealm));

    /// <summary>All realms, by name: those of the configuration, and those that were made. Nothing is told of who is in one.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MoteException">The caller may not (<see cref="ProblemCode.Forbidden"/>), or they cannot be read.</exception>
    public async Task<IReadOnlyList<KnownRealm>> List(CancellationToken cancellationToken)
    {
        Permit.ListRealms.Require(_caller);
        var made = (await _grain.List(cancellationToken)).Realms.Where(realm => realm.Standing != RealmStanding.Removed).ToArray();
        return [.. made.Select(ToWire)
            .Concat(_parts.Configured.Realms.Except(made.Select(realm => realm.Name)).Select(name => Configured(name)))
            .OrderBy(realm => realm.Name, StringComparer.Ordinal)];
    }

    /// <summary>Makes a realm, which is served from then on, and the first key of it. Repeated with the same settings while the realm has no key yet, it makes that.</summary>
    /// <param name="asked">What it is to be.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MoteException">There is or was one of that name (<see cref="ProblemCode.RealmExists"/>), or it can be none (<see cref="ProblemCode.InvalidRequest"/>).</exception>
    public async Task<MadeRealm> Make(NewRealm asked, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(asked);
        Permit.MakeRealm.Require(_caller);
        if (_parts.Configured.Realms.Contains(asked.Name))
            throw new MoteException(ProblemCode.RealmExists, "The service's configuration has keys of a realm of that name: choose another name.");
        var settings = new RealmSettings(asked.Name, asked.Models, asked.TargetFalseMatchRate, asked.MostFalseMatchRate, asked.Policy);
        var realm = await Unfinished(settings, cancellationToken) ?? await _grain.Make(settings, cancellationToken);
        await _parts.Realms.Refresh(cancellationToken);
        // The realm's first key is given by whoever made the realm: nobody is in it who could.
        var first = new Caller(_caller.Name, asked.Name, RoleScopes.Everything);
        Caller.Current = first;
        var key = await new ApiKeys(_parts, first).Make(new NewApiKey(asked.Administrator ?? Administrator, Role: Role.Administrator), cancellationToken);
        return new MadeRealm(ToWire(realm), key);
    }

    /// <summary>Removes a realm with everybody in it: from now on no key of it opens anything.</summary>
    /// <param name="name">The realm.</param>
    /// <param name="patience">How long the erasure of its people is waited for; it goes on.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Whether it is gone.</returns>
    /// <exception cref="MoteException">There is none of that name (<see cref="ProblemCode.RealmUnknown"/>), or the configuration has keys of it (<see cref="ProblemCode.RealmConfigured"/>).</exception>
    public async Task<bool> Remove(string name, TimeSpan patience, CancellationToken cancellationToken)
    {
        Permit.RemoveRealm.Require(_caller);
        if (_parts.Configured.Realms.Contains(name))
            throw new MoteException(ProblemCode.RealmConfigured, "The service's configuration has keys of that realm: remove them there first.");
        await _grain.Remove(name, cancellationToken);
        await _parts.Realms.Refresh(cancellationToken);
        try
        {
            await _parts.Removal.Of(name).WaitAsync(patience, _parts.Time, cancellationToken);
            return true;
        }
        catch (Exception unfinished) when (unfinished is TimeoutException || (unfinished is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    /// <summary>A realm that was made so and has no key yet, since whoever made it was not told one.</summary>
    private async Task<DirectoryRealm?> Unfinished(RealmSettings settings, CancellationToken cancellationToken)
    {
        if ((await _grain.List(cancellationToken)).Find(settings.Name) is not { Standing: RealmStanding.Served } realm || realm.Settings != settings)
            return null;
        Caller.Current = Caller.Service(settings.Name, "looks whether the realm has a key");
        try
        {
            return (await _parts.Grains.GetGrain<IAccessGrain>(settings.Name).Issued(cancellationToken)).Revision == 0 ? realm : null;
        }
        finally
        {
            Caller.Current = _caller;
        }
    }

    private KnownRealm ToWire(DirectoryRealm realm)
    {
        var (target, most) = _parts.Rates.Value.With(realm.Settings.TargetFalseMatchRate, realm.Settings.MostFalseMatchRate);
        return new KnownRealm(realm.Name, realm.Standing == RealmStanding.Removing ? RealmState.Removing : RealmState.Served, realm.Settings.Models, target, most, realm.Settings.Policy ?? _parts.Policies.Value.Of(""))
        {
            MadeAt = realm.MadeAt,
            MadeBy = realm.MadeBy,
        };
    }

    private KnownRealm Configured(string name) => new(name, RealmState.Served, _parts.Models.Of(name).Name, _parts.Rates.Value.Target(name), _parts.Rates.Value.Most(name), _parts.Policies.Value.Of(name))
    {
        IsConfigured = true,
    };
}
