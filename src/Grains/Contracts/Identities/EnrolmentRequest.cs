namespace Mote.Grains.Contracts.Identities;

/// <summary>Photos to enrol one person from, and how.</summary>
/// <param name="Operation">Names the operation, so that a repeated request does not enrol twice.</param>
/// <param name="IsReenrolment">True to replace an existing model-template, false to create the first.</param>
/// <param name="Photos">JPEG, PNG or WebP files, 1 to <see cref="MostPhotos"/>; they live only until their embeddings are taken.</param>
/// <param name="Options">How to train.</param>
[GenerateSerializer, Immutable, Alias("Mote.EnrolmentRequest")]
public sealed record EnrolmentRequest(
    [property: Id(0)] Guid Operation,
    [property: Id(1)] bool IsReenrolment,
    [property: Id(4)] byte[][] Photos,
    [property: Id(3)] EnrolmentOptions Options)
{
    /// <summary>
    /// True to replace the model-template without asking it whether the photos show its own person: for operators, who know
    /// that by other means. It says nothing to a first enrolment.
    /// </summary>
    [Id(5)]
    public bool IsForced { get; init; }

    /// <summary>The most photos that a person is enrolled from.</summary>
    public const int MostPhotos = 8;

    /// <summary>Names the operation and leaves the photos out.</summary>
    public override string ToString() => $"{(IsReenrolment ? "re-enrolment" : "enrolment")} {Operation}";
}
