namespace Mote.Evaluation.Privacy;

/// <summary>What a service tells about one photo.</summary>
/// <param name="IsMatch">Whether it was accepted.</param>
/// <param name="Score">How sure it was, the larger the surer; null where it keeps silent, as about a non-match.</param>
public readonly record struct ApiAnswer(bool IsMatch, double? Score);
