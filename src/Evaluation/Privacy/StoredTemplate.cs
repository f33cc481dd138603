namespace Mote.Evaluation.Privacy;

/// <summary>A template as a realm's own store holds it, once the outer encryption is opened.</summary>
/// <param name="Subject">The subject's name.</param>
/// <param name="Version">The template version.</param>
/// <param name="Template">The network in the coordinates it is stored in.</param>
public sealed record StoredTemplate(string Subject, int Version, HeldTemplate Template);
