using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Roster;
using Mote.Grains.Identities;
using Mote.Grains.Mailbox;
using Mote.Grains.Roster;
using Mote.Grains.Stored;
using Orleans.Metadata;
using Orleans.Runtime;

namespace Mote.Reach;

/// <summary>Many people in a store: records as large as one that was enrolled, and the manifest that goes with them, written as a shard of before is when it is first changed.</summary>
internal static class Population
{
    private const string Realm = "reach";
    private const int AtOnce = 64;

    public static async Task Seed(ReachSilo silo, int people, int recordBytes)
    {
        var store = silo.Services.GetRequiredService<ManifestStore>();
        var type = silo.Services.GetRequiredService<GrainTypeResolver>().GetGrainType(typeof(IdentityGrain));
        var subjects = Enumerable.Range(0, people).Select(_ => Name()).Distinct().ToArray();
        foreach (var some in subjects.Chunk(AtOnce))
        {
            await Task.WhenAll(some.Select(subject => silo.Storage.Real.WriteStateAsync(
                StoredRecords.Identity,
                GrainId.Create(type, new IdentityKey(Realm, subject).ToString()),
                new GrainState<SealedState>(new SealedState { Record = RandomNumberGenerator.GetBytes(recordBytes) }))));
        }

        using var master = silo.Keys.Copy();
        foreach (var shard in subjects.GroupBy(subject => RosterShard.KeyOf(new IdentityKey(Realm, subject))))
        {
            var entries = shard.ToDictionary(subject => subject, _ => new RosterEntry([Line()], IsSettled: true));
            await store.Write(ManifestStore.FormerOf(ShardKey.Parse(shard.Key)), new RosterState { Entries = entries }, master);
            await silo.Grains.GetGrain<IRosterGrain>(shard.Key).CountRefusal("no_face", CancellationToken.None);
        }
    }

    /// <summary>A name that nobody has.</summary>
    public static string Name() => $"person-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(5))}";

    private static ManifestLine Line() => new(TimeProvider.System.GetUtcNow().Ticks, RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(81), 1) { Person = Guid.NewGuid() };
}
