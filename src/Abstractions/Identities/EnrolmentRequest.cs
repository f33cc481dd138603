namespace Mote.Abstractions.Identities;

/// <summary>A photo to enrol, and how.</summary>
/// <param name="Operation">Names the operation, so that a repeated request does not enrol twice.</param>
/// <param name="IsReenrolment">True to replace an existing model-template, false to create the first.</param>
/// <param name="Photo">A JPEG, PNG or WebP file; it lives only until its embedding is taken.</param>
/// <param name="Options">How to train.</param>
[GenerateSerializer, Immutable, Alias("Mote.EnrolmentRequest")]
public sealed record EnrolmentRequest(
    [property: Id(0)] Guid Operation,
    [property: Id(1)] bool IsReenrolment,
    [property: Id(2)] byte[] Photo,
    [property: Id(3)] EnrolmentOptions Options)
{
    /// <summary>Names the operation and leaves the photo out.</summary>
    public override string ToString() => $"{(IsReenrolment ? "re-enrolment" : "enrolment")} {Operation}";
}
