using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Audit;
using Mote.Protocol;

namespace Mote.Service.Credentials;

/// <summary>
/// What the audit trails, and the console, are told of refused credentials: of each network the first in a quarter of an
/// hour at once, and at its end how many more there were. Bounded, so that nobody fills a trail by it: networks beyond the
/// first few are one. Thread-safe.
/// </summary>
internal sealed class RefusalLog(TimeProvider time)
{
    /// <summary>How long is counted together.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>Networks, or keys, of which each realm's trail has entries of their own in that time.</summary>
    public const int MostTold = 8;

    private readonly Lock _lock = new();
    private Dictionary<RefusedLine, RefusedLine> _now = [];
    private IReadOnlyCollection<RefusedLine> _before = [];
    private DateTimeOffset _since;

    /// <summary>Notes one.</summary>
    /// <returns>What the trails are to have now.</returns>
    public IReadOnlyList<(string Realm, AuditEvent Entry)> Add(string realm, Caller? caller, AddressBlock from, string code)
    {
        lock (_lock)
        {
            var entries = CloseOver();
            var now = time.GetUtcNow();
            if (_now.Count == 0)
                _since = now;
            var line = new RefusedLine(realm, caller?.Name ?? "", from.Shown, code);
            if (!_now.ContainsKey(line) && _now.Keys.Count(known => known.Realm == realm && known.From is not null) >= MostTold)
                line = new RefusedLine(realm, "", null, code);
            var known = _now.GetValueOrDefault(line, line);
            _now[line] = known with { Times = known.Times + 1, Last = now };
            return known.Times == 0 && line.From is not null ? [.. entries, Entry(line, 1)] : entries;
        }
    }

    /// <summary>Ends what is counted together where its time is over, or now.</summary>
    /// <returns>What the trails are to have of it.</returns>
    public IReadOnlyList<(string Realm, AuditEvent Entry)> Close(bool isNow = false)
    {
        lock (_lock)
            return CloseOver(isNow);
    }

    /// <summary>What a realm's trail was told, and is to be, of this and the last quarter of an hour; most first.</summary>
    public IReadOnlyList<RefusedLine> Lately(string realm)
    {
        lock (_lock)
        {
            return
            [
                .. _now.Values.Concat(_before)
                    .Where(line => line.Realm == realm && time.GetUtcNow() - line.Last < 2 * Window)
                    .GroupBy(line => line with { Times = 0, Last = default })
                    .Select(lines => lines.Key with { Times = lines.Sum(line => line.Times), Last = lines.Max(line => line.Last) })
                    .OrderByDescending(line => line.Times),
            ];
        }
    }

    private (string, AuditEvent)[] CloseOver(bool isNow = false)
    {
        if (_now.Count == 0 || !(isNow || time.GetUtcNow() - _since >= Window))
            return [];
        (_before, _now) = (_now.Values, []);
        // The first of each network has its entry already.
        return [.. _before.Select(line => (Line: line, More: line.From is null ? line.Times : line.Times - 1)).Where(told => told.More > 0).Select(told => Entry(told.Line, told.More))];
    }

    private static (string, AuditEvent) Entry(RefusedLine line, long times) =>
        (line.Realm, new AuditEvent(AuditKind.CredentialsRefused.Stored(), AuditOutcome.Refused.Stored(), line.Caller, null) { Code = line.Code, From = line.From, Times = times });
}
