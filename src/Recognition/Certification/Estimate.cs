namespace Mote.Recognition.Certification;

/// <summary>A figure of some people, and what other people drawn like them would give.</summary>
/// <param name="Value">The figure.</param>
/// <param name="Low">The lower end of its 95 % interval; null of fewer than two people, who have none.</param>
/// <param name="High">The upper end; null likewise.</param>
public readonly record struct Estimate(double Value, double? Low, double? High);
