namespace Mote.Evaluation.Privacy;

/// <summary>How thorough an audit is.</summary>
public sealed record PrivacyAuditSettings
{
    private readonly int _permutations = 200;
    private readonly int _versions = 2;
    private readonly int _lockout = 10;

    /// <summary>At most so many label permutations, at least 19 or none could be below 0.05.</summary>
    public int Permutations
    {
        get => _permutations;
        init => _permutations = value >= 19 ? value : throw new ArgumentOutOfRangeException(nameof(Permutations), value, "A permutation test needs at least 19 permutations.");
    }

    /// <summary>Template versions of each subject in each of two realms, at least 1.</summary>
    public int Versions
    {
        get => _versions;
        init => _versions = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Versions), value, "A subject has at least one template version a realm.");
    }

    /// <summary>Consecutive non-matches after which the service answers no more, at least 1.</summary>
    public int Lockout
    {
        get => _lockout;
        init => _lockout = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Lockout), value, "A lockout comes after at least one non-match.");
    }

    /// <summary>Calls that hill climbing may take.</summary>
    public int Climb { get; init; } = 1000;

    /// <summary>Makes the audit repeatable.</summary>
    public ulong Seed { get; init; } = 1;
}
