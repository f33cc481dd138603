namespace Mote.Grains.Identities.FirstForm;

/// <summary>A lockout within a <see cref="FirstIdentityState"/>.</summary>
[GenerateSerializer, Immutable, Alias("Mote.Lockout")]
internal sealed record FirstLockout([property: Id(0)] int NonMatches, [property: Id(1)] int Locks, [property: Id(2)] DateTimeOffset? Until);
