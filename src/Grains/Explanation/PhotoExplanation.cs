using Mote.Recognition.Templates;

namespace Mote.Grains.Explanation;

/// <summary>A decision about a photo and what spoke for it.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Explanation">What spoke for it.</param>
public sealed record PhotoExplanation(Decision Decision, TemplateExplanation Explanation);
