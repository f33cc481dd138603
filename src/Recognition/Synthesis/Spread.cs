namespace Mote.Recognition.Synthesis;

/// <summary>
/// The multiplier of a difference between two photos: log-normal, <c>Scale * exp(Tail * N(0, 1))</c>, so that a few
/// synthetic photos are as unlike the reference as the worst real ones.
/// </summary>
/// <param name="Scale">The median multiplier, positive.</param>
/// <param name="Tail">The standard deviation of its logarithm, 0 or more.</param>
public readonly record struct Spread(double Scale, double Tail);
