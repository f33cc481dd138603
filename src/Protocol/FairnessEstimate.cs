namespace Mote.Protocol;

/// <summary>A figure of the people of a realm.</summary>
/// <param name="Value">The figure.</param>
/// <param name="Low">The lower end of its 95 % interval, over resamples of the people; null of fewer than two, who have none.</param>
/// <param name="High">The upper end; null likewise.</param>
public sealed record FairnessEstimate(double Value, double? Low, double? High);
