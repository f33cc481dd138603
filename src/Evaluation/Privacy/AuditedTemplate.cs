namespace Mote.Evaluation.Privacy;

/// <summary>One person's template as each attacker sees it.</summary>
/// <param name="Stored">The network as it is stored, once the outer encryption is opened.</param>
/// <param name="Opened">The same with all keys.</param>
public sealed record AuditedTemplate(HeldTemplate Stored, OpenedTemplate Opened);
