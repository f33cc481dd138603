namespace Mote.Protocol;

/// <summary>One version of a realm's master key; never the key.</summary>
/// <param name="Version">Its number.</param>
/// <param name="IsProvided">Whether the service has it.</param>
/// <param name="IsCurrent">Whether new records are sealed under it.</param>
/// <param name="Records">Records that cannot be read without it, the cohort pack among them; at 0 it can be destroyed once it is not current.</param>
public sealed record MasterKeyVersion(int Version, bool IsProvided, bool IsCurrent, int Records)
{
    /// <summary>Whether the cohort pack is one of the records: it is brought under the current version by <c>mote cohort seal</c>.</summary>
    public bool IsOfCohort { get; init; }
}
