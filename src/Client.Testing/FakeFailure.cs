using Mote.Protocol;

namespace Mote.Client.Testing;

/// <summary>A way in which a request fails.</summary>
public sealed class FakeFailure
{
    // What the service is asked by whoever sends it, and what becomes of that.
    private readonly Func<Func<Task<HttpResponseMessage>>, CancellationToken, Task<HttpResponseMessage>> _befall;

    private FakeFailure(Func<Func<Task<HttpResponseMessage>>, CancellationToken, Task<HttpResponseMessage>> befall) => _befall = befall;

    /// <summary>Nobody answers, and nothing was done: a <see cref="ServiceUnavailableException"/>, where it is so at each attempt.</summary>
    public static FakeFailure NoAnswer { get; } = new((_, _) => throw new HttpRequestException("Nobody answers."));

    /// <summary>What was asked is done, and the answer is lost on its way. The client asks again under the same id, and is told what was decided.</summary>
    public static FakeFailure LostAnswer { get; } = new(async (ask, _) =>
    {
        using (await ask())
            throw new HttpRequestException("The answer was lost.");
    });

    /// <summary>A problem of the service: <c>FakeFailure.Of(ProblemCode.NoFace)</c>.</summary>
    /// <param name="code">One of <see cref="ProblemCode"/>.</param>
    /// <param name="retryAfter">When it is worth trying again; null where the service does not say.</param>
    /// <exception cref="ArgumentException">There is no such code.</exception>
    public static FakeFailure Of(string code, TimeSpan? retryAfter = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        var type = ProblemTypes.Find(code) ?? throw new ArgumentException($"'{code}' is no code of the service's: they are those of {nameof(ProblemCode)}.", nameof(code));
        return new((_, _) => Task.FromResult(FakeAnswer.Of(Problem.Of(code, type.Advice) with { RetryAfterSeconds = retryAfter?.TotalSeconds })));
    }

    /// <summary>The answer comes late, and what was asked is done just before it. Later than <see cref="MoteClientOptions.AttemptTimeout"/> is as <see cref="NoAnswer"/>.</summary>
    /// <param name="delay">How late.</param>
    public static FakeFailure Slow(TimeSpan delay) => new(async (ask, cancellationToken) =>
    {
        await Task.Delay(delay, cancellationToken);
        return await ask();
    });

    internal Task<HttpResponseMessage> Befall(Func<Task<HttpResponseMessage>> ask, CancellationToken cancellationToken) => _befall(ask, cancellationToken);
}
