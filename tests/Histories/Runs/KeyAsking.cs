using System.Collections.Concurrent;
using System.Net;
using Mote.Client;
using Mote.Histories.Keys;
using Mote.Protocol;
using Mote.Tests;

namespace Mote.Histories.Runs;

/// <summary>Makes API keys at one silo, shows them to others, and revokes them. Thread-safe.</summary>
public sealed class KeyAsking(Clock clock, Asking asking, IReadOnlyList<SiloProcess> silos) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(6) };
    private readonly ConcurrentDictionary<string, Kept> _keys = [];
    private int _made;

    /// <summary>All keys that were made.</summary>
    public IReadOnlyList<KeyHistory> Histories => [.. _keys.Select(kept => new KeyHistory(kept.Key, kept.Value.Made, kept.Value.Asked, kept.Value.Revoked, [.. kept.Value.Uses]))];

    /// <summary>Makes one.</summary>
    public async Task Make(int silo)
    {
        var name = $"key-{Interlocked.Increment(ref _made)}";
        try
        {
            var made = await asking.Of(silo).ApiKeys.MakeAsync(new NewApiKey(name, [Scope.Verify]));
            _keys[name] = new Kept(made.Secret, clock.Now);
        }
        catch (MoteClientException)
        {
            // It was made, or not: nobody has it.
        }
    }

    /// <summary>Revokes the newest that is not.</summary>
    public async Task Revoke(int silo)
    {
        if (_keys.Where(key => key.Value.Asked is null).OrderByDescending(key => key.Value.Made).FirstOrDefault() is not { Value: { } kept, Key: { } name })
            return;
        kept.Asked = clock.Now;
        try
        {
            await asking.Of(silo).ApiKeys.RevokeAsync(name);
            kept.Revoked = clock.Now;
        }
        catch (MoteClientException)
        {
            // It is, or not.
        }
    }

    /// <summary>Shows the newest to a silo.</summary>
    public async Task Show(int silo)
    {
        if (_keys.Values.MaxBy(kept => kept.Made) is not { } key)
            return;
        var asked = clock.Now;
        var isTaken = await IsTaken(silo, key.Secret);
        key.Uses.Enqueue(new KeyUse(asked, clock.Now, isTaken, $"silo {silo + 1}"));
    }

    public void Dispose() => _http.Dispose();

    private async Task<bool?> IsTaken(int silo, string secret)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(DemoPeople.Photo(0, 0)), "photo", "photo.jpg" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(silos[silo].Address, "v1/identities/nobody/verify")) { Content = form, Headers = { Authorization = new("Bearer", secret) } };
        try
        {
            using var answer = await _http.SendAsync(request);
            return answer.StatusCode switch { HttpStatusCode.Unauthorized => false, HttpStatusCode.OK or HttpStatusCode.NotFound => true, _ => null };
        }
        catch (Exception lost) when (lost is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    private sealed class Kept(string secret, TimeSpan made)
    {
        public string Secret => secret;

        public TimeSpan Made => made;

        public TimeSpan? Asked { get; set; }

        public TimeSpan? Revoked { get; set; }

        public ConcurrentQueue<KeyUse> Uses { get; } = [];
    }
}
