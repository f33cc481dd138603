namespace Mote.Grains.Audit;

/// <summary>A segment at whose end something was found damaged, and where the chain goes on behind it. What was found stays as it is, to be restored.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="SlotSet">The slots in which its last entries lie, where it has not all of them.</param>
/// <param name="Next">The segment that the chain goes on with; numbers between are left out.</param>
/// <param name="Hash">The hash that it goes on from.</param>
[GenerateSerializer, Immutable, Alias("Mote.AuditDamage")]
internal sealed record AuditDamage([property: Id(0)] long Segment, [property: Id(1)] int SlotSet, [property: Id(2)] long Next, [property: Id(3)] byte[] Hash);
