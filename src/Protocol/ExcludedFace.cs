namespace Mote.Protocol;

/// <summary>How a model-template sees a face that is not the person's.</summary>
/// <param name="FalseMatchRate">The rate at which it would just be accepted.</param>
/// <param name="Margin">How far it lies above the threshold, in units of the subject's own scale of strangers; negative when it is rejected.</param>
/// <param name="SamplesAccepted">Of synthetic further photos of that face, the share that is accepted.</param>
/// <param name="Samples">Those photos.</param>
public sealed record ExcludedFace(double FalseMatchRate, double Margin, double SamplesAccepted, int Samples);
