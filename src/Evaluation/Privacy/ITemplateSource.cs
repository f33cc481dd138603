namespace Mote.Evaluation.Privacy;

/// <summary>Makes the templates of one kind. Thread-safe; the same arguments give the same template.</summary>
public interface ITemplateSource
{
    /// <summary>What they are called in reports.</summary>
    string Name { get; }

    /// <summary>Whether a key stands between the store and the coordinates; where none does, whoever has the store has everything.</summary>
    bool IsKeyed { get; }

    /// <summary>
    /// A face in the coordinates that these templates take faces in before any secret transform: what attackers, who know
    /// the cohort, would make of a photo.
    /// </summary>
    /// <param name="embedding">As the embedder gives it, L2-normalised.</param>
    float[] See(float[] embedding);

    /// <summary>Enrols somebody.</summary>
    /// <param name="subject">The person.</param>
    /// <param name="realm">A realm of its own keys, numbered from 0.</param>
    /// <param name="version">The template version within the realm, from 1; each has keys and draws of its own.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    AuditedTemplate Enrol(AuditedSubject subject, int realm, int version, CancellationToken cancellationToken);
}
