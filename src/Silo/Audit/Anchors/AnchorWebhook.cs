namespace Mote.Silo.Audit.Anchors;

/// <summary>An address that heads are posted to.</summary>
internal sealed class AnchorWebhook(Uri address, HttpClient http, TimeProvider time) : IAnchorPlace
{
    private const int MostAttempts = 3;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    // An address may hold a secret behind its host.
    public string Name => $"{address.Scheme}://{address.Authority[(address.Authority.IndexOf('@', StringComparison.Ordinal) + 1)..]}";

    public async Task Note(NotedHead head, CancellationToken cancellationToken)
    {
        for (var (attempt, pause) = (1, FirstPause); ; attempt++, pause *= 2)
        {
            try
            {
                using var answer = await http.PostAsJsonAsync(
                    address,
                    new { realm = head.Chain.Realm, writer = head.Chain.Writer, sequence = head.Sequence, hash = Convert.ToHexStringLower(head.Hash.Span), time = head.Time, note = head.Note.ToString() },
                    cancellationToken);
                if (answer.IsSuccessStatusCode)
                    return;
                if (attempt == MostAttempts || (int)answer.StatusCode is >= 400 and < 500 and not (408 or 429))
                    throw new IOException($"It answered {(int)answer.StatusCode}.");
            }
            // Its message may name the address: not passed on.
            catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
            {
                if (attempt == MostAttempts)
                    throw new IOException("It does not answer.");
            }

            await Task.Delay(pause, time, cancellationToken);
        }
    }
}
