using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Roster;

namespace Mote.Grains.Audit;

/// <summary>
/// Whether a realm's manifest and its trail are of one time: the trail has noted what each shard was after its changes, and
/// each shard knows how far it was noted.
/// </summary>
internal static class ManifestAgreement
{
    /// <summary>Why they are not; null where they are.</summary>
    /// <param name="noted">The newest stamp of each shard in the trail.</param>
    /// <param name="heads">What the shards say, of those that there are. Asked for after the trail, since changes are noted after they are made.</param>
    public static string? Difference(IReadOnlyDictionary<int, ManifestStamp> noted, IReadOnlyList<ManifestHead> heads)
    {
        if (heads.OrderBy(head => head.Shard).FirstOrDefault(head => head.Fault is not null) is { } damaged)
            return $"Shard {damaged.Shard} of the manifest: {damaged.Fault}";
        var shards = heads.ToDictionary(head => head.Shard);
        foreach (var stamp in noted.Values.OrderBy(stamp => stamp.Shard))
        {
            if (!shards.TryGetValue(stamp.Shard, out var head))
                return $"Shard {stamp.Shard} of the manifest is gone: the trail has noted change {stamp.Counter} of it.";
            if (head.Counter < stamp.Counter)
                return $"Shard {stamp.Shard} of the manifest was put back: it is at change {head.Counter}, and the trail has noted {stamp.Counter}.";
            if (head.Counter == stamp.Counter && !head.Hash.AsSpan().SequenceEqual(stamp.Hash))
                return $"Shard {stamp.Shard} of the manifest is not what the trail has noted after its change {stamp.Counter}.";
        }

        foreach (var head in heads.OrderBy(head => head.Shard))
        {
            if (head.Noted > (noted.TryGetValue(head.Shard, out var stamp) ? stamp.Counter : 0))
                return $"The trail was put back, or cut, or is gone: change {head.Noted} of shard {head.Shard} of the manifest was noted in it, and is not there.";
        }

        return null;
    }
}
