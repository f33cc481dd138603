namespace Mote.Grains.Identities;

/// <summary>What stands for somebody in the log: the number that the audit trail has for him, which is nobody's once he is erased, and never his name.</summary>
/// <param name="Realm">The realm.</param>
/// <param name="Number">The number; null for somebody who is not enrolled, or whose record cannot be read.</param>
internal readonly record struct LoggedPerson(string Realm, Guid? Number)
{
    /// <inheritdoc/>
    public override string ToString() => Number is { } number ? $"person {number} of realm {Realm}" : $"somebody of realm {Realm}";
}
