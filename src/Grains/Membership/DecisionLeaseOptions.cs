using System.ComponentModel.DataAnnotations;

namespace Mote.Grains.Membership;

/// <summary>How long a silo of a cluster decides without having heard of the others: section <c>Mote:Cluster</c>.</summary>
public sealed class DecisionLeaseOptions : IValidatableObject
{
    private const int Least = 5, Most = 86_400;

    /// <summary>Seconds, 5 to 86,400, 60 by default: within them what is erased, revoked or locked is honoured everywhere.</summary>
    public int DecideSeconds { get; set; } = 60;

    /// <summary>Realms that would rather go on for longer than the others. None goes on for less.</summary>
    public Dictionary<string, RealmLease> Realms { get; } = new(StringComparer.Ordinal);

    /// <summary>How long to wait before asking again while there is evidence: some of the questions may fail.</summary>
    internal TimeSpan Pause => TimeSpan.FromSeconds(DecideSeconds / 6.0);

    /// <summary>For how long decisions of a realm go on.</summary>
    public TimeSpan In(string realm) => TimeSpan.FromSeconds(Realms.GetValueOrDefault(realm)?.DecideSeconds ?? DecideSeconds);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (DecideSeconds is < Least or > Most)
            yield return new ValidationResult($"Mote:Cluster:DecideSeconds is {Least} to {Most}.");
        foreach (var (name, realm) in Realms)
        {
            if (realm.DecideSeconds < DecideSeconds || realm.DecideSeconds > Most)
                yield return new ValidationResult($"Mote:Cluster:Realms:{name}:DecideSeconds is Mote:Cluster:DecideSeconds, {DecideSeconds}, to {Most}.");
        }
    }

    /// <summary>What one realm chose.</summary>
    public sealed class RealmLease
    {
        /// <summary>Seconds.</summary>
        public int DecideSeconds { get; set; }
    }
}
