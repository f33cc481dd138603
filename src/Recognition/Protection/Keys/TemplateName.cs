namespace Mote.Recognition.Protection.Keys;

/// <summary>Whose model-template, and which: all keys of it are bound to this.</summary>
/// <param name="Realm">The realm.</param>
/// <param name="Subject">The subject's name within the realm.</param>
/// <param name="Version">1 at enrolment, one more with each re-enrolment.</param>
public sealed record TemplateName(string Realm, string Subject, int Version);
