namespace Mote.Evaluation.Privacy;

/// <summary>What whoever holds the keys makes of a template.</summary>
/// <param name="Template">The network in the coordinates of embeddings.</param>
/// <param name="Calibration">What is personal beside it: location, scale, threshold; empty for nothing. As many values for everybody.</param>
/// <param name="Ask">
/// The verification itself: what it answers to an embedding as the embedder gives it, that is before any secret transform.
/// It accepts at <see cref="PrivacyAudit.FalseMatchRate"/>. Thread-safe.
/// </param>
public sealed record OpenedTemplate(HeldTemplate Template, IReadOnlyList<float> Calibration, Func<float[], ApiAnswer> Ask);
