using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Mote.Protocol;
using Polly.Timeout;

namespace Mote.Client;

/// <summary>
/// Calls one Mote service over HTTPS. Thread-safe; registered by
/// <see cref="MoteClientServiceCollectionExtensions.AddMoteClient"/>. Every failure is a <see cref="MoteClientException"/>
/// or, where the caller gave up, an <see cref="OperationCanceledException"/>. Photos are JPEG, PNG or WebP files of at
/// most 10 MB; nothing of them is logged or kept.
/// </summary>
public sealed partial class MoteClient
{
    /// <summary>The name of the source of spans, one a call; for whoever traces.</summary>
    public const string ActivitySourceName = "Mote.Client";

    /// <summary>Marks a request that is not repeated, since a repeated one is answered differently.</summary>
    internal static readonly HttpRequestOptionsKey<bool> Once = new("mote-once");

    /// <summary>The media type of a problem (RFC 9457).</summary>
    internal const string ProblemJson = "application/problem+json";

    // Names an operation, or an attempt at a decision.
    private const string IdempotencyKey = "Idempotency-Key";

    private const int PageSize = 500;

    private readonly HttpClient _http;

    /// <summary>Calls through a client that has its base address, key and resilience set.</summary>
    /// <param name="http">The client.</param>
    public MoteClient(HttpClient http)
    {
        ArgumentNullException.ThrowIfNull(http);
        _http = http;
        ApiKeys = new MoteApiKeys(this);
        Realms = new MoteRealms(this);
    }

    /// <summary>The API keys of the realm.</summary>
    public MoteApiKeys ApiKeys { get; }

    /// <summary>The realms of the service, for one of its own keys.</summary>
    public MoteRealms Realms { get; }

    /// <summary>
    /// Asks whether the photo shows that person. However often it has to be sent, it has one id (<c>Idempotency-Key</c>), under
    /// which the service gives one answer and counts once towards a lockout.
    /// </summary>
    /// <param name="subject">The person's name.</param>
    /// <param name="photo">The photo.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NotEnrolledException">Nobody of that name is enrolled.</exception>
    /// <exception cref="PhotoRefusedException">The photo was refused; decide nothing from it.</exception>
    /// <exception cref="LockedOutException">Too many photos in a row did not match; it says when to come back.</exception>
    public Task<Verification> VerifyAsync(string subject, ReadOnlyMemory<byte> photo, CancellationToken cancellationToken = default) =>
        Verify(subject, Photo.Form(photo), cancellationToken);

    /// <summary>
    /// Asks the same at a stricter false-match rate than the person was enrolled at. The strictest decides, whoever asks: the
    /// one given here, the person's, the door's or the API key's, and never one that is looser than the realm's ceiling; the
    /// answer says which (<see cref="Verification.TargetFalseMatchRate"/>).
    /// </summary>
    /// <param name="subject">The person's name.</param>
    /// <param name="photo">The photo.</param>
    /// <param name="targetFalseMatchRate">The rate, above 0 and at most the realm's ceiling. Below what the service's cohort can state, the lowest that it can decides.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NotEnrolledException">Nobody of that name is enrolled.</exception>
    /// <exception cref="PhotoRefusedException">The photo was refused; decide nothing from it.</exception>
    /// <exception cref="LockedOutException">Too many photos in a row did not match; it says when to come back.</exception>
    /// <exception cref="MoteClientException">Among others: the rate is above the realm's ceiling (<see cref="ProblemCode.RateAboveCeiling"/>), or none (<see cref="ProblemCode.InvalidRequest"/>).</exception>
    public Task<Verification> VerifyAtAsync(string subject, ReadOnlyMemory<byte> photo, double targetFalseMatchRate, CancellationToken cancellationToken = default) =>
        Verify(subject, Photo.Form(photo, targetFalseMatchRate), cancellationToken);

    /// <summary>What is known of an enrolled person; null if nobody of that name is enrolled.</summary>
    /// <param name="subject">The person's name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Identity?> FindAsync(string subject, CancellationToken cancellationToken = default)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Path(subject));
            using var response = await Send(request, cancellationToken);
            return await Read(response, ProtocolJson.Default.Identity, cancellationToken);
        }
        catch (NotEnrolledException)
        {
            return null;
        }
    }

    /// <summary>
    /// Not this person: teaches a person's model-template that a face it wrongly accepts is somebody else's. The face is kept
    /// nowhere; the answer says how it was seen before and is seen now, and what that costs the person. An operator's key is needed.
    /// </summary>
    /// <param name="subject">The person who was wrongly recognised.</param>
    /// <param name="photo">A photo of the other person.</param>
    /// <param name="cancellationToken">Stops waiting; the service may still exclude the face.</param>
    /// <exception cref="NotEnrolledException">Nobody of that name is enrolled.</exception>
    /// <exception cref="PhotoRefusedException">The photo was refused.</exception>
    /// <exception cref="ExclusionRefusedException">The face is not accepted anyway, or excluding it would cost the person too much.</exception>
    public Task<Exclusion> ExcludeAsync(string subject, ReadOnlyMemory<byte> photo, CancellationToken cancellationToken = default) =>
        Exclude(subject, Photo.Form(photo), cancellationToken);

    /// <summary>The same for another enrolled person, a twin say, of whom no photo is at hand.</summary>
    /// <param name="subject">The person who is wrongly recognised.</param>
    /// <param name="other">The other person's name.</param>
    /// <param name="cancellationToken">Stops waiting; the service may still exclude the face.</param>
    /// <exception cref="NotEnrolledException">Nobody of one of the names is enrolled.</exception>
    /// <exception cref="ExclusionRefusedException">The face is not accepted anyway, or excluding it would cost the person too much.</exception>
    public Task<Exclusion> ExcludeOtherAsync(string subject, string other, CancellationToken cancellationToken = default) =>
        Exclude(subject, JsonContent.Create(new ExclusionTarget(other), ProtocolJson.Default.ExclusionTarget), cancellationToken);

    /// <summary>How evenly errors fall over attribute groups in the realm, by the certificates of its people; at most a minute old.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ServiceUnavailableException">A large realm is still being gathered: ask again.</exception>
    public async Task<Fairness> FairnessAsync(CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("v1/fairness", UriKind.Relative));
        using var response = await Send(request, cancellationToken);
        return await Read(response, ProtocolJson.Default.Fairness, cancellationToken);
    }

    /// <summary>The names of all enrolled people, in ordinal order, fetched page by page.</summary>
    /// <param name="after">The name to start behind; null from the start.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async IAsyncEnumerable<string> ListAsync(string? after = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        do
        {
            var page = await Page(after, PageSize, cancellationToken);
            foreach (var subject in page.Subjects)
                yield return subject;
            after = page.Next;
        }
        while (after is not null);
    }

    /// <summary>How many people are enrolled.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<int> CountAsync(CancellationToken cancellationToken = default) => (await Page(null, 1, cancellationToken)).Count;

    /// <summary>Forgets a person. Never repeated by itself, since a repeated erasure answers differently.</summary>
    /// <param name="subject">The person's name.</param>
    /// <param name="cancellationToken">Stops waiting; the service may still erase the person.</param>
    /// <returns>False if nobody of that name was enrolled.</returns>
    public async Task<bool> EraseAsync(string subject, CancellationToken cancellationToken = default)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Delete, Path(subject));
            using var response = await Send(request, cancellationToken);
            return true;
        }
        catch (NotEnrolledException)
        {
            return false;
        }
    }

    /// <summary>The versions of the realm's master key, and how many records need each; an operator's key is needed.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<MasterKeyVersion>> ListKeysAsync(CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("v1/keys", UriKind.Relative));
        using var response = await Send(request, cancellationToken);
        return await Read(response, ProtocolJson.Default.IReadOnlyListMasterKeyVersion, cancellationToken);
    }

    /// <summary>
    /// Brings every record of the realm under its current master key, and completes when that has ended; an operator's key
    /// is needed. Started again, it goes on where an earlier one stopped.
    /// </summary>
    /// <param name="progress">Told how far it has come, 0 to 1; may be null.</param>
    /// <param name="cancellationToken">Stops waiting; the service goes on.</param>
    public async Task<KeyRotation> RotateKeysAsync(IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        var rotation = await Rotation(HttpMethod.Post, cancellationToken);
        while (rotation.State == KeyRotationState.Running)
        {
            progress?.Report(rotation.Total == 0 ? 0 : (double)rotation.Done / rotation.Total);
            rotation = await Rotation(HttpMethod.Get, cancellationToken);
        }

        return rotation;
    }

    private async Task<Verification> Verify(string subject, HttpContent photo, CancellationToken cancellationToken)
    {
        using var request = Attempt(new HttpRequestMessage(HttpMethod.Post, Path(subject, "/verify")) { Content = photo });
        request.Options.Set(HedgedVerifications.Allowed, true);
        using var response = await Send(request, cancellationToken);
        return await Read(response, ProtocolJson.Default.Verification, cancellationToken);
    }

    // The same key whenever it is tried again, wherever that is, so that it is counted once.
    private static HttpRequestMessage Attempt(HttpRequestMessage request)
    {
        request.Headers.Add(IdempotencyKey, Guid.NewGuid().ToString());
        return request;
    }

    private async Task<KeyRotation> Rotation(HttpMethod method, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri("v1/keys/rotation", UriKind.Relative));
        using var response = await Send(request, cancellationToken);
        return await Read(response, ProtocolJson.Default.KeyRotation, cancellationToken);
    }

    private async Task<Exclusion> Exclude(string subject, HttpContent face, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path(subject, "/not")) { Content = face };
        // The same key whenever it is tried again, so that the network is turned once.
        request.Headers.Add(IdempotencyKey, Guid.NewGuid().ToString());
        using var response = await Send(request, cancellationToken);
        return await Read(response, ProtocolJson.Default.Exclusion, cancellationToken);
    }

    private async Task<IdentityPage> Page(string? after, int limit, CancellationToken cancellationToken)
    {
        var query = after is null ? $"?limit={limit}" : $"?limit={limit}&after={Uri.EscapeDataString(after)}";
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"v1/identities{query}", UriKind.Relative));
        using var response = await Send(request, cancellationToken);
        return await Read(response, ProtocolJson.Default.IdentityPage, cancellationToken);
    }

    internal async Task<HttpResponseMessage> Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var span = CallSpans.Begin(request);
        try
        {
            var response = await Answer(request, cancellationToken);
            span.Answered(response);
            return response;
        }
        catch (Exception failure)
        {
            span.Failed(failure);
            throw;
        }
    }

    private async Task<HttpResponseMessage> Answer(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or TimeoutRejectedException)
        {
            throw new ServiceUnavailableException($"The service at {_http.BaseAddress} does not answer: see that it runs and can be reached.", unreachable);
        }

        if (response.IsSuccessStatusCode)
            return response;
        using (response)
            throw await Failure(response, cancellationToken);
    }

    private static async Task<MoteClientException> Failure(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType == ProblemJson)
            return MoteClientException.Of(await Read(response, ProtocolJson.Default.Problem, cancellationToken));
        var message = $"The service answered {(int)response.StatusCode} without saying why: see that the address is a Mote service.";
        return ProblemTypes.OfStatus((int)response.StatusCode).Kind == ProblemKind.Busy ? new ServiceUnavailableException(message) : new MoteClientException(message);
    }

    internal static async Task<T> Read<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            return await JsonSerializer.DeserializeAsync(body, type, cancellationToken) ?? throw new JsonException("The answer is null.");
        }
        catch (Exception malformed) when (malformed is JsonException or HttpRequestException or IOException)
        {
            throw new MoteClientException("The service's answer cannot be read: see that the address is a Mote service of this version.", malformed);
        }
    }

    /// <summary>The address of what has a name.</summary>
    internal static Uri Segment(string before, string name, string after = "")
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        // An address would take these for folders, and lead elsewhere.
        if (name is "." or "..")
            throw new ArgumentException("Nobody is named '.' or '..'.", nameof(name));
        return new Uri($"{before}{Uri.EscapeDataString(name)}{after}", UriKind.Relative);
    }

    private static Uri Path(string subject, string suffix = "") => Segment("v1/identities/", subject, suffix);
}
