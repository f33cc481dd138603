namespace Mote.Recognition.Certification;

/// <summary>A bound that a certificate misses.</summary>
/// <param name="Measured">The figure.</param>
/// <param name="Bound">The most it may be.</param>
/// <param name="Message">What missed, by how much, and what to do about it.</param>
public sealed record CertificateShortfall(double Measured, double Bound, string Message);
