using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Keys;
using Mote.Protocol;
using Mote.Service.Parts;
using Mote.Service.Permits;
using Mote.Service.Wire;

namespace Mote.Service.Keys;

/// <summary>The master keys of one realm, asked about by one caller.</summary>
public sealed class RealmMasterKeys
{
    private readonly Caller _caller;
    private readonly IKeyRotationGrain _rotation;

    internal RealmMasterKeys(ServiceParts parts, Caller caller) => (_caller, _rotation) = (caller, parts.Grains.GetGrain<IKeyRotationGrain>(caller.Realm));

    /// <summary>The versions of the master key, and how many records need each.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<MasterKeyVersion>> List(CancellationToken cancellationToken)
    {
        Permit.MasterKeys.Require(_caller);
        return [.. (await _rotation.Uses(cancellationToken)).Select(use => use.ToWire())];
    }

    /// <summary>Brings every record under the current master key, or goes on with that.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<KeyRotation> Rotate(CancellationToken cancellationToken)
    {
        Permit.RotateMasterKey.Require(_caller);
        return (await _rotation.Start(cancellationToken)).ToWire();
    }

    /// <summary>How far that has come; null if nobody started it here.</summary>
    /// <param name="patience">How long its end is waited for.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<KeyRotation?> FollowRotation(TimeSpan patience, CancellationToken cancellationToken)
    {
        Permit.FollowRotation.Require(_caller);
        return (await _rotation.Status(patience, cancellationToken))?.ToWire();
    }
}
