namespace Mote.Clusters;

/// <summary>What one of each costs, as it was measured.</summary>
/// <param name="VerificationMilliseconds">Processor time of a verification with several silos, all but the reading of its photo.</param>
/// <param name="PersonKilobytes">Memory of an active person.</param>
/// <param name="StoredKilobytes">What is stored of a person.</param>
/// <param name="Blobs">In how many blobs.</param>
/// <param name="ColdMilliseconds">The median of a person's first verification.</param>
internal sealed record MeasuredCosts(double VerificationMilliseconds, double PersonKilobytes, double StoredKilobytes, double Blobs, double ColdMilliseconds);
