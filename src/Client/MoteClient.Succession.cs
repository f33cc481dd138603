using Mote.Protocol;

namespace Mote.Client;

/// <summary>One model-template after another: the way back, and the request for a new one.</summary>
public sealed partial class MoteClient
{
    /// <summary>
    /// Brings back the model-template of before a person's last re-enrolment; an operator's key is needed. It decides again as
    /// it did; the one in its place, and one in the shadow, are gone for good. Never repeated by itself.
    /// </summary>
    /// <param name="subject">The person's name.</param>
    /// <param name="cancellationToken">Stops waiting; the service may still bring it back.</param>
    /// <exception cref="NotEnrolledException">Nobody of that name is enrolled.</exception>
    /// <exception cref="NothingToRollBackException">None is kept that could be brought back.</exception>
    public async Task<Identity> RollBackAsync(string subject, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path(subject, "/roll-back"));
        // Repeated after an answer that was lost, it would say that there is nothing to bring back.
        request.Options.Set(Once, true);
        using var response = await Send(request, cancellationToken);
        return await Read(response, ProtocolJson.Default.Identity, cancellationToken);
    }

    /// <summary>
    /// Asks that a person be enrolled anew: no photo is kept, so it is noted with the person until a re-enrolment, or until it
    /// is withdrawn. The first request counts. An operator's key is needed.
    /// </summary>
    /// <param name="subject">The person's name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is known of the person, since when and why it is asked for among it.</returns>
    /// <exception cref="NotEnrolledException">Nobody of that name is enrolled.</exception>
    public async Task<Identity> RequestReenrolmentAsync(string subject, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, Path(subject, "/re-enrolment-request"));
        using var response = await Send(request, cancellationToken);
        return await Read(response, ProtocolJson.Default.Identity, cancellationToken);
    }

    /// <summary>Takes that back; an operator's key is needed. Done as well where nobody asks. Never repeated by itself.</summary>
    /// <param name="subject">The person's name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NotEnrolledException">Nobody of that name is enrolled.</exception>
    public async Task WithdrawReenrolmentAsync(string subject, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, Path(subject, "/re-enrolment-request"));
        using var response = await Send(request, cancellationToken);
    }
}
