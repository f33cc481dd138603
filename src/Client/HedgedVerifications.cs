using Microsoft.Extensions.Options;
using Polly;

namespace Mote.Client;

/// <summary>
/// Asks a second silo what the first has not answered for a while. The first answer counts, and the other request is given up.
/// Both carry the same id, so that the photo is counted once.
/// </summary>
internal sealed class HedgedVerifications(KnownSilos silos, HedgeBudget budget, IOptions<MoteClientOptions> options, TimeProvider time) : DelegatingHandler
{
    /// <summary>Marks a request that may be asked of two silos at once.</summary>
    public static readonly HttpRequestOptionsKey<bool> Allowed = new("mote-hedged");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (options.Value.HedgeAfter is not { } delay || !silos.AreSeveral || !request.Options.TryGetValue(Allowed, out _))
            return await base.SendAsync(request, cancellationToken);

        budget.Earn();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var first = base.SendAsync(request, end.Token);
        // Whoever is asked instead may say that he cannot yet, as while the others go on without one that hangs.
        while (await IsLate(first, delay, cancellationToken) && budget.Spend())
        {
            if (await OfAnother(request, first, cancellationToken) is not { } answer)
                continue;
            _ = Discard(first);
            await end.CancelAsync();
            return answer;
        }

        return await first;
    }

    private async Task<bool> IsLate(Task<HttpResponseMessage> first, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(first, Task.Delay(patience, time, waiting.Token));
        await waiting.CancelAsync();
        return !first.IsCompleted && !cancellationToken.IsCancellationRequested;
    }

    /// <summary>What another silo answers; null where the first does before, or the other says that it should be asked again.</summary>
    private async Task<HttpResponseMessage?> OfAnother(HttpRequestMessage request, Task<HttpResponseMessage> first, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // Never disposed: the body is the first one's.
        var second = base.SendAsync(Copy(request, silos.Other(SiloChoice.AskedOf(request))), end.Token);
        var isFirst = await Task.WhenAny(first, second) == first && await IsAnswer(first, cancellationToken);
        if (!isFirst && await IsAnswer(second, cancellationToken))
            return await second;
        _ = Discard(second);
        await end.CancelAsync();
        return null;
    }

    private static async Task<bool> IsAnswer(Task<HttpResponseMessage> asked, CancellationToken cancellationToken)
    {
        await ((Task)asked).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return asked.IsCompletedSuccessfully && !await RepeatRule.Allows(Outcome.FromResult(await asked), cancellationToken);
    }

    private static HttpRequestMessage Copy(HttpRequestMessage request, Uri silo)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = request.Content, Version = request.Version, VersionPolicy = request.VersionPolicy };
        foreach (var (name, values) in request.Headers)
            copy.Headers.TryAddWithoutValidation(name, values);
        foreach (var (name, value) in request.Options)
            copy.Options.Set(new HttpRequestOptionsKey<object?>(name), value);
        SiloChoice.AskOf(copy, silo);
        return copy;
    }

    private static async Task Discard(Task<HttpResponseMessage> late)
    {
        await ((Task)late).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (late.IsCompletedSuccessfully)
            (await late).Dispose();
    }
}
