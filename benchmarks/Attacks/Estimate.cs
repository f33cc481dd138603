namespace Mote.Attacks;

/// <summary>A figure with its 95 % interval over people.</summary>
internal readonly record struct Estimate(double Value, double Low, double High);
