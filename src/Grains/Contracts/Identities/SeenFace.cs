namespace Mote.Grains.Contracts.Identities;

/// <summary>How a model-template sees a face that is not the person's.</summary>
/// <param name="FalseMatchRate">The rate at which it would just be accepted.</param>
/// <param name="Margin">How far it lies above the threshold, in units of the subject's own scale; negative when it is rejected.</param>
/// <param name="SamplesAccepted">Of synthetic further photos of that face, how many are accepted.</param>
/// <param name="Samples">Those photos.</param>
[GenerateSerializer, Immutable, Alias("Mote.SeenFace")]
public sealed record SeenFace(
    [property: Id(0)] double FalseMatchRate,
    [property: Id(1)] double Margin,
    [property: Id(2)] int SamplesAccepted,
    [property: Id(3)] int Samples);
