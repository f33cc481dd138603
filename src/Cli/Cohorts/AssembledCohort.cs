using Mote.Recognition.Packs;

namespace Mote.Cli.Cohorts;

/// <summary>A cohort pack and what became of the photos.</summary>
/// <param name="Pack">The pack.</param>
/// <param name="Photos">How many photos were read.</param>
/// <param name="Refused">How many of them were refused and not used, by reason.</param>
internal sealed record AssembledCohort(CohortPack Pack, int Photos, IReadOnlyDictionary<string, int> Refused);
