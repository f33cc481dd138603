namespace Mote.WebConsole.Photos;

/// <summary>What is to be said about a picture before it is taken.</summary>
/// <param name="IsGood">Whether it would be accepted.</param>
/// <param name="Message">That, or what to do.</param>
/// <param name="Measures">What was measured, where there is one face.</param>
internal sealed record QualityHint(bool IsGood, string Message, IReadOnlyList<JudgedMeasure> Measures);
