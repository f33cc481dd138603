namespace DoorController;

/// <summary>
/// Tells the guard when the service can be asked again. The next card is tried in any case: the SDK connects by itself, and
/// asks another silo where there is one.
/// </summary>
internal sealed class Reconnect(IEnumerable<Uri> addresses) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly CancellationTokenSource _end = new();
    private Task _looking = Task.CompletedTask;

    /// <summary>Begins to look, unless it does already.</summary>
    public void Begin()
    {
        if (_looking.IsCompleted)
            _looking = LookAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _looking;
        _end.Dispose();
        _http.Dispose();
    }

    private async Task LookAsync()
    {
        Console.Error.WriteLine("The service cannot be asked: the guard decides.");
        try
        {
            using var timer = new PeriodicTimer(Pause);
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                foreach (var address in addresses)
                {
                    if (!await IsReadyAsync(address))
                        continue;
                    Console.Error.WriteLine("The service can be asked again.");
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
        }
    }

    private async Task<bool> IsReadyAsync(Uri address)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri($"{address.AbsoluteUri.TrimEnd('/')}/health/ready"), _end.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception away) when (away is HttpRequestException || (away is OperationCanceledException && !_end.IsCancellationRequested))
        {
            return false;
        }
    }
}
