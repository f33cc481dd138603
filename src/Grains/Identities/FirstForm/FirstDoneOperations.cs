namespace Mote.Grains.Identities.FirstForm;

/// <summary>The operations within a <see cref="FirstIdentityState"/>.</summary>
[GenerateSerializer, Immutable, Alias("Mote.DoneOperations")]
internal sealed record FirstDoneOperations([property: Id(0)] byte[] Key, [property: Id(1)] FirstOperation[] Last);
