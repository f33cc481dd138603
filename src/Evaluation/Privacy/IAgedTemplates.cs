namespace Mote.Evaluation.Privacy;

/// <summary>Templates that can be changed once they are stored, as a service changes them. Thread-safe; the same arguments give the same template.</summary>
public interface IAgedTemplates : ITemplateSource
{
    /// <summary>Enrols somebody and brings the stored template under other keys.</summary>
    /// <param name="subject">The person.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    AuditedTemplate Rekeyed(AuditedSubject subject, CancellationToken cancellationToken);

    /// <summary>Enrols somebody and turns the stored template away from another face.</summary>
    /// <param name="subject">The person.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <returns>Null where templates of this kind cannot be turned, or this one from no such face.</returns>
    AuditedTemplate? Excluded(AuditedSubject subject, CancellationToken cancellationToken);
}
