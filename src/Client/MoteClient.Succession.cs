using System.Net.Http.Json;
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

    /// <summary>
    /// Asks that many people be enrolled anew, and completes when everybody was looked at; an operator's key is needed. One
    /// that was interrupted goes on where it stood when it is asked again. Whoever is asked for already is counted, not noted
    /// twice; names of nobody are passed over.
    /// </summary>
    /// <param name="selection">Whom: exactly one of its choices.</param>
    /// <param name="progress">Told how far it has come, 0 to 1; may be null.</param>
    /// <param name="cancellationToken">Stops waiting; the service goes on.</param>
    /// <exception cref="MoteClientException">Other people are being asked for (<see cref="ProblemCode.JobUnderWay"/>), or the selection is no single choice.</exception>
    public async Task<ReenrolmentJob> RequestReenrolmentsAsync(ReenrolmentSelection selection, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        var job = await Job(HttpMethod.Post, JsonContent.Create(selection, ProtocolJson.Default.ReenrolmentSelection), cancellationToken);
        while (job.State == ReenrolmentJobState.Running)
        {
            progress?.Report(job.Total == 0 ? 0 : (double)job.Done / job.Total);
            job = await Job(HttpMethod.Get, null, cancellationToken);
        }

        return job;
    }

    /// <summary>How far the last request for many re-enrolments has come, after waiting a moment for its end; null if there was none. One that was interrupted goes on. An operator's key is needed.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ReenrolmentJob?> FindReenrolmentRequestsAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await Job(HttpMethod.Get, null, cancellationToken);
        }
        catch (MoteClientException none) when (none.Code == ProblemCode.OperationUnknown)
        {
            return null;
        }
    }

    private async Task<ReenrolmentJob> Job(HttpMethod method, HttpContent? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri("v1/re-enrolment-requests", UriKind.Relative)) { Content = content };
        using var response = await Send(request, cancellationToken);
        return await Read(response, ProtocolJson.Default.ReenrolmentJob, cancellationToken);
    }
}
