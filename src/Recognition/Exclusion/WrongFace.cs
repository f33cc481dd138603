using Mote.Recognition.Certification;

namespace Mote.Recognition.Exclusion;

/// <summary>How a model-template sees the wrong face.</summary>
/// <param name="FalseMatchRate">The rate at which the face would just be accepted; it is no higher than the share of strangers in the tail.</param>
/// <param name="Margin">How far it lies above the threshold, in units of the subject's own scale; negative when it is rejected.</param>
/// <param name="Samples">Synthetic further photos of the wrong person, and how many were accepted.</param>
public sealed record WrongFace(double FalseMatchRate, double Margin, ErrorCount Samples);
