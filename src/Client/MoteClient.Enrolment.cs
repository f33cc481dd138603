using Mote.Protocol;

namespace Mote.Client;

/// <summary>Enrolment and re-enrolment.</summary>
public sealed partial class MoteClient
{
    /// <summary>Enrols a person from one photo, and completes when the person verifies and is listed.</summary>
    /// <param name="subject">The person's name within the realm: 1 to 128 of A-Z a-z 0-9 . _ -</param>
    /// <param name="photo">The photo.</param>
    /// <param name="settings">How to train; null for the service's defaults.</param>
    /// <param name="progress">Told how far training has come, 0 to 1, where it takes long; may be null.</param>
    /// <param name="cancellationToken">Stops waiting; the service may still enrol the person.</param>
    /// <exception cref="AlreadyEnrolledException">Somebody of that name is enrolled.</exception>
    /// <exception cref="PhotoRefusedException">The photo was refused.</exception>
    /// <exception cref="FailureToEnrolException">The photo makes a model-template that misses the realm's bounds.</exception>
    public Task<Identity> EnrolAsync(
        string subject, ReadOnlyMemory<byte> photo, EnrolmentSettings? settings = null, IProgress<double>? progress = null, CancellationToken cancellationToken = default) =>
        Enrol(HttpMethod.Put, subject, "", [photo], settings, progress, cancellationToken);

    /// <summary>Enrols a person from several photos, which recognises better than one.</summary>
    /// <param name="subject">The person's name within the realm: 1 to 128 of A-Z a-z 0-9 . _ -</param>
    /// <param name="photos">1 to 8 photos of the same person.</param>
    /// <param name="settings">How to train; null for the service's defaults.</param>
    /// <param name="progress">Told how far training has come, 0 to 1, where it takes long; may be null.</param>
    /// <param name="cancellationToken">Stops waiting; the service may still enrol the person.</param>
    /// <exception cref="AlreadyEnrolledException">Somebody of that name is enrolled.</exception>
    /// <exception cref="PhotoRefusedException">A photo was refused, or they show different people.</exception>
    /// <exception cref="FailureToEnrolException">The photos make a model-template that misses the realm's bounds.</exception>
    public Task<Identity> EnrolFromAsync(
        string subject, IReadOnlyList<ReadOnlyMemory<byte>> photos, EnrolmentSettings? settings = null, IProgress<double>? progress = null, CancellationToken cancellationToken = default) =>
        Enrol(HttpMethod.Put, subject, "", photos, settings, progress, cancellationToken);

    /// <summary>Trains a new model-template from one photo; the old one answers until the new one is stored.</summary>
    /// <param name="subject">The person's name.</param>
    /// <param name="photo">The photo.</param>
    /// <param name="settings">How to train; null for the service's defaults.</param>
    /// <param name="progress">Told how far training has come, 0 to 1, where it takes long; may be null.</param>
    /// <param name="cancellationToken">Stops waiting; the service may still re-enrol the person.</param>
    /// <exception cref="NotEnrolledException">Nobody of that name is enrolled.</exception>
    /// <exception cref="NotRecognisedException">The enrolled network does not take what was sent for this person.</exception>
    /// <exception cref="LockedOutException">The person is locked, so the network is not asked.</exception>
    /// <exception cref="PhotoRefusedException">The photo was refused.</exception>
    /// <exception cref="FailureToEnrolException">The photo makes a model-template that misses the realm's bounds; the old one goes on answering.</exception>
    public Task<Identity> ReenrolAsync(
        string subject, ReadOnlyMemory<byte> photo, EnrolmentSettings? settings = null, IProgress<double>? progress = null, CancellationToken cancellationToken = default) =>
        Enrol(HttpMethod.Post, subject, "/re-enrol", [photo], settings, progress, cancellationToken);

    /// <summary>Trains a new model-template from several photos; the old one answers until the new one is stored.</summary>
    /// <param name="subject">The person's name.</param>
    /// <param name="photos">1 to 8 photos of the same person.</param>
    /// <param name="settings">How to train; null for the service's defaults.</param>
    /// <param name="progress">Told how far training has come, 0 to 1, where it takes long; may be null.</param>
    /// <param name="cancellationToken">Stops waiting; the service may still re-enrol the person.</param>
    /// <exception cref="NotEnrolledException">Nobody of that name is enrolled.</exception>
    /// <exception cref="NotRecognisedException">The enrolled network does not take what was sent for this person.</exception>
    /// <exception cref="LockedOutException">The person is locked, so the network is not asked.</exception>
    /// <exception cref="PhotoRefusedException">A photo was refused, or they show different people.</exception>
    /// <exception cref="FailureToEnrolException">The photos make a model-template that misses the realm's bounds; the old one goes on answering.</exception>
    public Task<Identity> ReenrolFromAsync(
        string subject, IReadOnlyList<ReadOnlyMemory<byte>> photos, EnrolmentSettings? settings = null, IProgress<double>? progress = null, CancellationToken cancellationToken = default) =>
        Enrol(HttpMethod.Post, subject, "/re-enrol", photos, settings, progress, cancellationToken);

    private async Task<Identity> Enrol(
        HttpMethod method, string subject, string suffix, IReadOnlyList<ReadOnlyMemory<byte>> photos, EnrolmentSettings? settings, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var key = Guid.NewGuid();
        while (true)
        {
            using var request = new HttpRequestMessage(method, Path(subject, suffix)) { Content = Photo.Form(photos, settings) };
            request.Headers.Add(IdempotencyKey, key.ToString());
            using var response = await Send(request, cancellationToken);
            var operation = await Read(response, ProtocolJson.Default.EnrolmentOperation, cancellationToken);
            try
            {
                while (operation.State == EnrolmentState.Running)
                {
                    progress?.Report(operation.Progress);
                    // The service answers when it has ended, or after a few seconds.
                    operation = await Follow(subject, key, cancellationToken);
                }
            }
            catch (MoteClientException lost) when (lost.Code == ProblemCode.OperationUnknown)
            {
                // Its silo has stopped. The same key enrols at most once, so it is safe to send again.
                continue;
            }

            progress?.Report(1);
            return operation switch
            {
                { Identity: { } identity } => identity,
                { Problem: { } problem } => throw MoteClientException.Of(problem),
                _ => throw new MoteClientException("The service answered an enrolment without a result."),
            };
        }
    }

    private async Task<EnrolmentOperation> Follow(string subject, Guid operation, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Path(subject, $"/operations/{operation}"));
        using var response = await Send(request, cancellationToken);
        return await Read(response, ProtocolJson.Default.EnrolmentOperation, cancellationToken);
    }
}
