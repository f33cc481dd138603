using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;
using Mote.Service.Access;
using Mote.Service.Parts;
using Mote.Service.Permits;

namespace Mote.Service;

/// <summary>The API keys of one realm, asked for by one caller. Every method says by its grain's which scope it takes.</summary>
public sealed class ApiKeys
{
    private readonly ConfiguredCallers _configured;
    private readonly IssuedCallers _issued;
    private readonly Caller _caller;
    private readonly IAccessGrain _grain;

    internal ApiKeys(ServiceParts parts, Caller caller) =>
        (_configured, _issued, _caller, _grain) = (parts.Configured, parts.Issued, caller, parts.Grains.GetGrain<IAccessGrain>(caller.Realm));

    /// <summary>Makes a key, which opens from then on.</summary>
    /// <param name="asked">What it is to be.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The key itself, this once, and what is known of it.</returns>
    /// <exception cref="MoteException">There is one of that name (<see cref="ProblemCode.ApiKeyExists"/>), it would be granted what the caller lacks (<see cref="ProblemCode.Forbidden"/>), or it is none (<see cref="ProblemCode.InvalidRequest"/>).</exception>
    public async Task<MadeApiKey> Make(NewApiKey asked, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(asked);
        Permit.MakeApiKey.Require(_caller);
        if (Configured(asked.Name) is not null)
            throw new MoteException(ProblemCode.ApiKeyExists, "The service's configuration has an API key of that name in this realm: choose another name.");
        var said = RoleScopes.Said(asked.Scopes ?? [], asked.Role);
        var grant = new ApiKeyGrant(asked.Name, said == ScopeSet.None ? RoleScopes.Default : said, asked.Doors ?? [], asked.Expires) { TargetFalseMatchRate = asked.TargetFalseMatchRate };
        var secret = ApiKeySecret.Draw();
        var made = await _grain.Make(grant, secret.Sha256, secret.Prefix, cancellationToken);
        await _issued.Refresh(_caller.Realm, cancellationToken);
        return new MadeApiKey(secret.Text, ToWire(made));
    }

    /// <summary>All keys of the realm, by name: those of the configuration, and those that were made.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MoteException">The caller may not (<see cref="ProblemCode.Forbidden"/>), or they cannot be read.</exception>
    public async Task<IReadOnlyList<KnownApiKey>> List(CancellationToken cancellationToken)
    {
        Permit.ListApiKeys.Require(_caller);
        var ring = await _grain.List(cancellationToken);
        return [.. _configured.Of(_caller.Realm).Select(grant => ToWire(grant) with { IsConfigured = true })
            .Concat(ring.Keys.Select(ToWire))
            .OrderBy(key => key.Name, StringComparer.Ordinal)];
    }

    /// <summary>Leaves a key less than it had, from then on.</summary>
    /// <param name="name">The key's name.</param>
    /// <param name="limits">What it keeps.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MoteException">There is none of that name (<see cref="ProblemCode.ApiKeyUnknown"/>), it is one of the configuration (<see cref="ProblemCode.ApiKeyConfigured"/>), or it would be more than it had (<see cref="ProblemCode.Forbidden"/>).</exception>
    public async Task<KnownApiKey> Limit(string name, ApiKeyLimits limits, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(limits);
        Permit.LimitApiKey.Require(_caller);
        RequireMade(name);
        var left = await _grain.Limit(name, new KeyLimits(limits.Scopes is { } scopes ? ScopeSet.Of(scopes) : null, limits.Doors, limits.Expires, limits.TargetFalseMatchRate), cancellationToken);
        await _issued.Refresh(_caller.Realm, cancellationToken);
        return ToWire(left);
    }

    /// <summary>Revokes a key: it opens nothing from then on, and a session that it opened is over.</summary>
    /// <param name="name">The key's name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MoteException">There is none of that name (<see cref="ProblemCode.ApiKeyUnknown"/>), or it is one of the configuration (<see cref="ProblemCode.ApiKeyConfigured"/>).</exception>
    public async Task Revoke(string name, CancellationToken cancellationToken)
    {
        Permit.RevokeApiKey.Require(_caller);
        RequireMade(name);
        await _grain.Revoke(name, cancellationToken);
        await _issued.Refresh(_caller.Realm, cancellationToken);
    }

    private void RequireMade(string name)
    {
        if (Configured(name) is not null)
            throw new MoteException(ProblemCode.ApiKeyConfigured, "That API key is one of the service's configuration: change or remove it there.");
    }

    private ApiKeyGrant? Configured(string name) => _configured.Of(_caller.Realm).FirstOrDefault(grant => grant.Name == name);

    private static KnownApiKey ToWire(IssuedKey key) => ToWire(key.Grant) with { Prefix = key.Prefix, MadeAt = key.MadeAt, MadeBy = key.MadeBy };

    private static KnownApiKey ToWire(ApiKeyGrant grant) => new(grant.Name, [.. grant.Scopes], grant.Doors, grant.Expires) { TargetFalseMatchRate = grant.TargetFalseMatchRate };
}
