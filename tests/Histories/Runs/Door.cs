using Microsoft.Extensions.DependencyInjection;
using Mote.Client;
using Mote.Tests;

namespace Mote.Histories.Runs;

/// <summary>A door whose SDK knows all silos, at which one person stands all the time.</summary>
public sealed class Door : IAsyncDisposable
{
    private const string Person = "who-stands-at-the-door";

    private readonly Clock _clock;
    private readonly ServiceProvider _services;

    /// <summary>Knows all silos.</summary>
    public Door(Clock clock, IReadOnlyList<SiloProcess> silos)
    {
        _clock = clock;
        _services = new ServiceCollection().AddMoteClient(options =>
        {
            (options.Address, options.ApiKey, options.Retries, options.AttemptTimeout) = (silos[0].Address, SiloProcess.OwnKey, 10, TimeSpan.FromSeconds(3));
            foreach (var other in silos.Skip(1))
                options.OtherAddresses.Add(other.Address);
        }).BuildServiceProvider();
    }

    /// <summary>How many decisions there were.</summary>
    public int Decisions { get; private set; }

    /// <summary>How many calls failed, for all that the SDK repeats.</summary>
    public int Failures { get; private set; }

    /// <summary>How many were decided otherwise than they had to be.</summary>
    public int Wrong { get; private set; }

    /// <summary>The longest time from one decision to the next, since it was last asked for.</summary>
    public TimeSpan LongestWait { get; private set; }

    private MoteClient Client => _services.GetRequiredService<MoteClient>();

    /// <summary>Enrols who stands there.</summary>
    public Task Open(CancellationToken cancellationToken) => Client.EnrolAsync(Person, DemoPeople.Photo(0, 0), cancellationToken: cancellationToken);

    /// <summary>Forgets how long it took so far.</summary>
    public void Begin() => LongestWait = TimeSpan.Zero;

    /// <summary>Decides one after another until it is told to end.</summary>
    public async Task Stand(CancellationToken end)
    {
        var last = _clock.Now;
        while (!end.IsCancellationRequested)
        {
            try
            {
                Wrong += (await Client.VerifyAsync(Person, DemoPeople.Photo(0, 0), end)).IsMatch ? 0 : 1;
                Decisions++;
                (LongestWait, last) = (Max(LongestWait, _clock.Now - last), _clock.Now);
            }
            catch (MoteClientException)
            {
                Failures++;
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                break;
            }

            // Somebody comes every so often.
            await Task.Delay(100, CancellationToken.None);
        }

        LongestWait = Max(LongestWait, _clock.Now - last);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
