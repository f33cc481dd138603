namespace Mote.Cli.Identities.Folders;

/// <summary>Somebody to enrol.</summary>
/// <param name="Subject">The person's name, a valid one.</param>
/// <param name="Photos">Their files, 1 to as many as an enrolment takes.</param>
/// <param name="LeftOut">How many more there are.</param>
internal sealed record PersonPhotos(string Subject, IReadOnlyList<string> Photos, int LeftOut);
