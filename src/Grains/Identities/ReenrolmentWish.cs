using Mote.Grains.Contracts.Identities;

namespace Mote.Grains.Identities;

/// <summary>Somebody wants a person enrolled anew.</summary>
/// <param name="Since">The day (UTC) of the first wish that is not fulfilled.</param>
/// <param name="Reason">Why.</param>
internal sealed record ReenrolmentWish(DateOnly Since, ReenrolmentCause Reason);
