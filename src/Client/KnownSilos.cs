using Microsoft.Extensions.Options;

namespace Mote.Client;

/// <summary>
/// The silos of a service, and which of them is asked: the one that answered last, until it does not, then the next that is
/// not known to be away. Thread-safe.
/// </summary>
internal sealed class KnownSilos
{
    // As long as it takes a cluster to go on without one, about.
    private static readonly TimeSpan AwayFor = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _time;
    private readonly Uri[] _addresses;
    private readonly long?[] _awaySince;
    private readonly object _lock = new();
    private int _current;

    public KnownSilos(IOptions<MoteClientOptions> options, TimeProvider time)
    {
        (_time, _addresses) = (time, [.. options.Value.Silos]);
        _awaySince = new long?[_addresses.Length];
    }

    /// <summary>The first, which addresses are written for.</summary>
    public Uri First => _addresses[0];

    /// <summary>Whether there is more than one.</summary>
    public bool AreSeveral => _addresses.Length > 1;

    /// <summary>One of several that may be asked beside another: the next that is not known to be away, or that which was so first.</summary>
    /// <param name="than">The other.</param>
    public Uri Other(Uri? than)
    {
        lock (_lock)
        {
            var at = Array.IndexOf(_addresses, than);
            var others = Enumerable.Range(1, _addresses.Length - 1).Select(i => (at + i) % _addresses.Length);
            return _addresses[others.OrderBy(other => IsAway(other) ? _awaySince[other] : null).First()];
        }
    }

    /// <summary>Which one is asked next.</summary>
    public Uri Choose()
    {
        lock (_lock)
        {
            for (var i = 0; i < _addresses.Length; i++)
            {
                var next = (_current + i) % _addresses.Length;
                if (IsAway(next))
                    continue;
                _current = next;
                return _addresses[next];
            }

            // All are: that which was so first may be back first.
            _current = Array.IndexOf(_awaySince, _awaySince.Min());
            return _addresses[_current];
        }
    }

    /// <summary>One has answered.</summary>
    public void Answered(Uri silo)
    {
        lock (_lock)
            _awaySince[Array.IndexOf(_addresses, silo)] = null;
    }

    /// <summary>One did not answer, or said that it cannot.</summary>
    public void Failed(Uri silo)
    {
        lock (_lock)
            _awaySince[Array.IndexOf(_addresses, silo)] = _time.GetTimestamp();
    }

    private bool IsAway(int silo) => _awaySince[silo] is { } since && _time.GetElapsedTime(since) < AwayFor;
}
