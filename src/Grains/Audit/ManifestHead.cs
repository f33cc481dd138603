namespace Mote.Grains.Audit;

/// <summary>What a shard of the manifest says of itself.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Counter">Its changes so far.</param>
/// <param name="Hash">The keyed hash of its rows.</param>
/// <param name="Noted">The last of its changes that it knows to be noted in the trail; 0 for none.</param>
internal sealed record ManifestHead(int Shard, long Counter, byte[] Hash, long Noted);
