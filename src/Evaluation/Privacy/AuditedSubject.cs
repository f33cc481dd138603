namespace Mote.Evaluation.Privacy;

/// <summary>A person whose template is attacked.</summary>
/// <param name="Name">Who.</param>
/// <param name="Group">The attribute group, numbered from 0.</param>
/// <param name="Reference">The embedding the person is enrolled from, L2-normalised.</param>
/// <param name="OtherPhotos">Embeddings of other photos of the person, L2-normalised; may be empty.</param>
public sealed record AuditedSubject(string Name, int Group, float[] Reference, IReadOnlyList<float[]> OtherPhotos);
