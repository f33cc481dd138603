using Microsoft.Extensions.DependencyInjection;

namespace Mote.Client.Testing;

/// <summary>
/// A Mote service within this process, for tests: it knows whom a test has enrolled, takes a photo for a person's if the test
/// said so of the very same bytes, and fails on demand. It is asked through <see cref="Client"/>, the real one. Thread-safe.
/// </summary>
/// <remarks>
/// It answers verification, enrolment, re-enrolment, what is known of a person, the list, erasure and unlocking. Whatever else
/// is asked of it is a <see cref="NotSupportedException"/>.
/// </remarks>
public sealed class FakeMote : IDisposable
{
    /// <summary>As many non-matches in a row lock a person, until somebody is unlocked: the service's default.</summary>
    public const int MostNonMatches = FakePerson.MostNonMatches;

    // No name is looked up, and this one could not be.
    private static readonly Uri Nowhere = new("https://mote.invalid/");

    private readonly ServiceProvider _services;

    /// <summary>Makes one that knows nobody.</summary>
    /// <param name="configure">How its client is patient: with <see cref="MoteClientOptions.Retries"/> 0 a failure that may be sent again is seen at once. Null for the SDK's defaults.</param>
    public FakeMote(Action<MoteClientOptions>? configure = null) => _services = new ServiceCollection()
        .AddMoteClient(options =>
        {
            (options.Address, options.ApiKey) = (Nowhere, "a key of a test");
            configure?.Invoke(options);
        })
        .AskFakeMote(this)
        .BuildServiceProvider();

    /// <summary>The SDK, which asks this service.</summary>
    public MoteClient Client => _services.GetRequiredService<MoteClient>();

    /// <summary>How many verifications it has decided; one that was sent again is decided once.</summary>
    public int Decisions => People.Decisions;

    internal FakePeople People { get; } = new();

    internal FakeFailures Failures { get; } = new();

    /// <summary>Enrols a person, whom these photos show.</summary>
    /// <param name="subject">The person's name.</param>
    /// <param name="photos">Any bytes, which need be no photo.</param>
    public void Enrol(string subject, params ReadOnlyMemory<byte>[] photos)
    {
        ArgumentException.ThrowIfNullOrEmpty(subject);
        ArgumentNullException.ThrowIfNull(photos);
        People.Add(subject, photos);
    }

    /// <summary>Says that a photo shows a person who is enrolled: it matches from then on.</summary>
    /// <param name="subject">The person's name.</param>
    /// <param name="photo">Any bytes.</param>
    /// <exception cref="InvalidOperationException">Nobody of that name is enrolled.</exception>
    public void Shows(string subject, ReadOnlyMemory<byte> photo) => People.Show(subject, photo);

    /// <summary>How many photos in a row did not match a person; one that was sent again counts once, and 0 is for whoever is not enrolled.</summary>
    /// <param name="subject">The person's name.</param>
    public int NonMatchesInARow(string subject) => People.NonMatchesInARow(subject);

    /// <summary>Has the next request fail, and each after it that a further call of this is for.</summary>
    /// <param name="failure">How.</param>
    /// <remarks>A failure that may be sent again is, by the client: it is seen by whoever called only where <see cref="MoteClientOptions.Retries"/> is 0.</remarks>
    public void FailOnce(FakeFailure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        Failures.Add(failure);
    }

    /// <summary>Has every request fail until <see cref="Recover"/>.</summary>
    /// <param name="failure">How.</param>
    public void Fail(FakeFailure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        Failures.Stay(failure);
    }

    /// <summary>Nothing fails any more.</summary>
    public void Recover() => Failures.Clear();

    /// <inheritdoc/>
    public void Dispose() => _services.Dispose();
}
