using Mote.Recognition.Protection.Records;

namespace Mote.Grains.Reading;

/// <summary>An identity as its store holds it, the record's seal opened and the model-template's protection whole.</summary>
/// <param name="Subject">Whose it is.</param>
/// <param name="Version">The version of the model-template.</param>
/// <param name="Template">The model-template: a network in coordinates that nobody knows without the master key.</param>
public sealed record StoredIdentity(string Subject, int Version, ProtectedTemplate Template);
