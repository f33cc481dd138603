namespace Mote.Recognition.Synthesis;

/// <summary>
/// How well synthetic mated cosines agree with real ones of people that the differences were not taken from, but that
/// the multiplier was fitted to: how good the fit is, at most. An error rate estimated on synthetic samples is worth no
/// more than this agreement.
/// </summary>
/// <param name="Group">The attribute group.</param>
/// <param name="Pairs">Real mated pairs behind <paramref name="Real"/>; those of all groups where the group has fewer than 100.</param>
/// <param name="Real">Quantiles of real mated cosines of the validation partition.</param>
/// <param name="Synthetic">Quantiles of cosines between references and synthetic samples.</param>
public sealed record SynthesisCheck(string Group, int Pairs, MatedQuantiles Real, MatedQuantiles Synthetic);
