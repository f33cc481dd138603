namespace Mote.Cli.Identities.Folders;

/// <summary>Somebody who was not enrolled.</summary>
/// <param name="Subject">What the folder calls the person.</param>
/// <param name="Code">The service's code of the problem; empty where nothing was sent.</param>
/// <param name="Reason">What was wrong and what to do about it.</param>
internal sealed record RefusedPerson(string Subject, string Code, string Reason);
