using Mote.Protocol;

namespace Mote.Client;

/// <summary>Decisions with what spoke for them.</summary>
public sealed partial class MoteClient
{
    /// <summary>Asks whether the photo shows that person, and which parts of the face speak for it. It counts as a verification, and once however often it has to be sent.</summary>
    /// <param name="subject">The person's name.</param>
    /// <param name="photo">The photo.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The decision with two PNGs; for a non-match their map has one of 8 levels for each region of the face, and there are no numbers beside them.</returns>
    /// <exception cref="NotEnrolledException">Nobody of that name is enrolled.</exception>
    /// <exception cref="PhotoRefusedException">The photo was refused; decide nothing from it.</exception>
    public Task<Explanation> ExplainAsync(string subject, ReadOnlyMemory<byte> photo, CancellationToken cancellationToken = default) =>
        Explain(subject, Photo.Form(photo), cancellationToken);

    /// <summary>Asks the same at a stricter false-match rate, as <see cref="VerifyAtAsync"/> does. What is no match at that rate is explained as a non-match.</summary>
    /// <param name="subject">The person's name.</param>
    /// <param name="photo">The photo.</param>
    /// <param name="targetFalseMatchRate">The rate, above 0 and at most the realm's ceiling.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NotEnrolledException">Nobody of that name is enrolled.</exception>
    /// <exception cref="PhotoRefusedException">The photo was refused; decide nothing from it.</exception>
    /// <exception cref="MoteClientException">Among others: the rate is above the realm's ceiling (<see cref="ProblemCode.RateAboveCeiling"/>), or none (<see cref="ProblemCode.InvalidRequest"/>).</exception>
    public Task<Explanation> ExplainAtAsync(string subject, ReadOnlyMemory<byte> photo, double targetFalseMatchRate, CancellationToken cancellationToken = default) =>
        Explain(subject, Photo.Form(photo, targetFalseMatchRate), cancellationToken);

    private async Task<Explanation> Explain(string subject, HttpContent photo, CancellationToken cancellationToken)
    {
        using var request = Attempt(new HttpRequestMessage(HttpMethod.Post, Path(subject, "/explain")) { Content = photo });
        using var response = await Send(request, cancellationToken);
        return await Read(response, ProtocolJson.Default.Explanation, cancellationToken);
    }
}
