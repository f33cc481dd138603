namespace Mote.Grains.Identities;

/// <summary>A model-template in the shadow of the one that decides.</summary>
/// <param name="Template">The model-template.</param>
/// <param name="Agreed">Faces in a row that both accepted.</param>
/// <param name="Disagreed">Faces that the active one accepted and this one did not.</param>
internal sealed record CandidateTemplate(StoredTemplate Template, int Agreed, int Disagreed);
