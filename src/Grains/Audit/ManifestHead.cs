namespace Mote.Grains.Audit;

/// <summary>What a shard of the manifest says of itself.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Counter">Its changes so far.</param>
/// <param name="Hash">The keyed hash of its rows.</param>
/// <param name="Noted">The last of its changes that it knew to be noted in the trail before that was read; 0 for none.</param>
/// <param name="Fault">What is not as it was written in the shard; null for nothing.</param>
internal sealed record ManifestHead(int Shard, long Counter, byte[] Hash, long Noted, string? Fault = null);
