using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Keys;
using Mote.Recognition.Protection.Keys;
using Orleans.Configuration;

namespace Mote.Grains.Access;

/// <summary>
/// The keys that the silos of a cluster sign calls with: derived from the service's master keys, which each of them has, for
/// this cluster and no other purpose. Signed is under the oldest there is, which every silo has had the longest; those that
/// were there since the process started are known until it ends, for a call may be under way. Thread-safe.
/// </summary>
internal sealed partial class SharedCallKeys(KeptMasterKeys keys, IOptions<ClusterOptions> cluster, TimeProvider time, ILogger<SharedCallKeys> log) : BackgroundService, ICallKeys
{
    private const string Purpose = "mote/calls";

    // A key that is added may be used once every silo has looked so often; one that is destroyed is destroyed everywhere by then.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<int, byte[]> _known = [];
    private int _current;

    public (int Version, byte[] Key) Current => _known.TryGetValue(_current, out var key) ? (_current, key) : throw new InvalidOperationException("No call is signed before the keys are read.");

    public byte[]? Find(int version) => _known.GetValueOrDefault(version);

    /// <summary>Reads them before anything is asked.</summary>
    /// <exception cref="OptionsValidationException">There is none, or the provider does not answer.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Read(cancellationToken);
        }
        catch (MasterKeyException failure)
        {
            throw new OptionsValidationException(nameof(SharedCallKeys), typeof(SharedCallKeys), [$"The silos of a cluster trust each other's calls by a master key of all realms, Mote:Keys, and it cannot be read: {failure.Message}"]);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await Read(stoppingToken);
                }
                catch (MasterKeyException failure)
                {
                    LogUnread(failure);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    private async Task Read(CancellationToken cancellationToken)
    {
        var versions = await keys.VersionsAnewAsync(Caller.ServiceRealm, cancellationToken);
        foreach (var version in versions.Where(version => !_known.ContainsKey(version)))
        {
            if (await keys.FindAsync(Caller.ServiceRealm, version, cancellationToken) is not { } master)
                continue;
            using (master)
                _known[version] = MasterKeyTag.Of(master, Purpose, cluster.Value.ClusterId);
        }

        _current = versions.Where(_known.ContainsKey).DefaultIfEmpty(_current).Min();
        if (!_known.ContainsKey(_current))
            throw new MasterKeyException("There is no master key: make one with 'mote keys new'.");
    }

    [LoggerMessage(1, LogLevel.Warning, "The master keys that silos trust each other's calls by cannot be read anew: those read before serve on")]
    private partial void LogUnread(Exception failure);
}
