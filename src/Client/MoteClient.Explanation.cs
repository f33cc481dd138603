using Mote.Protocol;

namespace Mote.Client;

/// <summary>Decisions with what spoke for them.</summary>
public sealed partial class MoteClient
{
    /// <summary>Asks whether the photo shows that person, and which parts of the face speak for it. It counts as a verification.</summary>
    /// <param name="subject">The person's name.</param>
    /// <param name="photo">The photo.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The decision with two PNGs; for a non-match their map has one of 8 levels for each region of the face, and there are no numbers beside them.</returns>
    /// <exception cref="NotEnrolledException">Nobody of that name is enrolled.</exception>
    /// <exception cref="PhotoRefusedException">The photo was refused; decide nothing from it.</exception>
    public async Task<Explanation> ExplainAsync(string subject, ReadOnlyMemory<byte> photo, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path(subject, "/explain")) { Content = Photo.Form(photo) };
        using var response = await Send(request, cancellationToken);
        return await Read(response, ProtocolJson.Default.Explanation, cancellationToken);
    }
}
