using Mote.Grains.Identities.FirstForm;
using Mote.Grains.Lockouts;
using Mote.Grains.Operations;
using Mote.Recognition.Protection.Records;
using Mote.Recognition.Templates;

namespace Mote.Grains.Identities;

/// <summary>What versions before 0.2 stored, in today's form.</summary>
internal static class FirstReading
{
    /// <summary>An identity.</summary>
    /// <exception cref="ModelTemplateFormatException">The model-template is not whole.</exception>
    public static IdentityState ToState(this FirstIdentityState first) =>
        new(new StoredTemplate(first.Version, first.EnrolledAt, first.Balance, ProtectedTemplate.Parse(first.Template)), first.Done())
        {
            // It knew no doors: what it counted it counted at all.
            Lockout = first.Lockout is { } lockout ? new PersonLockout(new Lockout(lockout.NonMatches, lockout.Locks, lockout.Until), []) : null,
        };

    /// <summary>Its operations; one that was stored without a digest is known whatever its content was.</summary>
    public static DoneOperations Done(this FirstIdentityState first) => first.Operations is { } known
        ? new DoneOperations(known.Key, [.. known.Last.Select(done => new Operation(done.Id, done.Digest))])
        : DoneOperations.None().With(new Operation(first.Operation, []));
}
