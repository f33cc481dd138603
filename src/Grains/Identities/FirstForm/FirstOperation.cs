namespace Mote.Grains.Identities.FirstForm;

/// <summary>An operation within <see cref="FirstDoneOperations"/>.</summary>
[GenerateSerializer, Immutable, Alias("Mote.Operation")]
internal sealed record FirstOperation([property: Id(0)] Guid Id, [property: Id(1)] byte[] Digest);
