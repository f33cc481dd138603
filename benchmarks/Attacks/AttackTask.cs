using Mote.Evaluation.Attacks;
using Mote.Evaluation.Privacy;

namespace Mote.Attacks;

/// <summary>What is attacked.</summary>
/// <param name="Rows">What was computed of each person.</param>
/// <param name="Features">The same, standardised.</param>
/// <param name="Folds">Who is held out together.</param>
/// <param name="Material">The people, and the public faces.</param>
internal sealed record AttackTask(IReadOnlyList<float[]> Rows, FeatureSet Features, Folds Folds, PrivacyMaterial Material);
