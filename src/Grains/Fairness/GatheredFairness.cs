using Mote.Recognition.Certification;

namespace Mote.Grains.Fairness;

/// <summary>How evenly errors fall in a realm, with what certificates cannot tell.</summary>
/// <param name="Enrolled">Enrolled people.</param>
/// <param name="Figures">The figures of those asked.</param>
/// <param name="Refusals">Enrolments that failed by what they were given, by problem code.</param>
/// <param name="Notes">What to know beside the figures' own warnings.</param>
/// <param name="GatheredAt">When.</param>
public sealed record GatheredFairness(
    int Enrolled, RealmFairness Figures, IReadOnlyDictionary<string, int> Refusals, IReadOnlyList<string> Notes, DateTimeOffset GatheredAt);
