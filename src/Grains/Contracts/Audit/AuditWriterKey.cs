namespace Mote.Grains.Contracts.Audit;

/// <summary>The name of a writer's chain: <c>{realm}/{writer}</c>. Neither name has a slash.</summary>
/// <param name="Realm">The realm.</param>
/// <param name="Writer">Who writes it, such as a silo.</param>
public readonly record struct AuditWriterKey(string Realm, string Writer)
{
    /// <summary>Reads the form that <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">The text is no such name.</exception>
    public static AuditWriterKey Parse(string key) => key?.Split('/') is [{ Length: > 0 } realm, { Length: > 0 } writer]
        ? new AuditWriterKey(realm, writer)
        : throw new FormatException("A chain of an audit trail is named realm/writer.");

    /// <summary>The key of the writer's grain.</summary>
    public override string ToString() => $"{Realm}/{Writer}";
}
