namespace Mote.Grains.Contracts.Keys;

/// <summary>One version of a realm's master key.</summary>
/// <param name="Version">Its number.</param>
/// <param name="IsProvided">Whether the provider has it.</param>
/// <param name="IsCurrent">Whether new records are sealed under it.</param>
/// <param name="Records">Records that cannot be read without it, the roster's own and the cohort pack among them.</param>
/// <param name="IsOfCohort">Whether the cohort pack is one of them.</param>
[GenerateSerializer, Immutable, Alias("Mote.KeyUse")]
public sealed record KeyUse(
    [property: Id(0)] int Version,
    [property: Id(1)] bool IsProvided,
    [property: Id(2)] bool IsCurrent,
    [property: Id(3)] int Records,
    [property: Id(4)] bool IsOfCohort);
