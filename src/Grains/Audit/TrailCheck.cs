using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Roster;
using Mote.Protocol;

namespace Mote.Grains.Audit;

/// <summary>Recomputes a realm's chains, and holds them against the head, against the manifest, and against what was noted elsewhere. Thread-safe.</summary>
internal sealed class TrailCheck(AuditStore store, AuditWriter own, IGrainFactory grains, IManifestHeads manifest)
{
    /// <summary>Checks a realm.</summary>
    /// <exception cref="MoteException">The store or the keys cannot be reached.</exception>
    public async Task<AuditCheck> Run(string realm, IReadOnlyList<AuditNote> notes, CancellationToken cancellationToken)
    {
        var head = grains.GetGrain<IAuditRealmGrain>(realm);
        AuditChain[] chains;
        try
        {
            chains = await head.Chains(cancellationToken);
        }
        catch (MoteException damage) when (damage.Kind == ProblemKind.Damaged)
        {
            return new AuditCheck(false, 0, 0, "", 1, damage.Message) { Realm = realm };
        }

        IReadOnlyList<long> known;
        try
        {
            known = await manifest.Noted(realm, cancellationToken);
        }
        catch (MoteException damage) when (damage.Kind == ProblemKind.Damaged)
        {
            return new AuditCheck(false, 0, 0, "", 1, damage.Message) { Realm = realm };
        }

        List<AuditChainCheck> checks = [];
        List<AuditNoteCheck> found = [];
        Dictionary<int, ManifestStamp> stamps = [];
        foreach (var chain in chains)
        {
            var mine = notes.Where(note => note.Writer == NameOf(chain) || (note.Writer is null && chain.IsFirst)).ToArray();
            var writer = grains.GetGrain<IAuditWriterGrain>(new AuditWriterKey(realm, NameOf(chain)).ToString());
            if (await writer.Written(cancellationToken) is not { } written)
                continue;
            var check = new ChainCheck(store, writer, realm, mine.Select(note => note.Sequence).ToHashSet());
            var fault = await check.Run(written, cancellationToken);
            checks.Add(Said(NameOf(chain), check.Written.Tail, fault));
            found.AddRange(mine.Select(note => note.Against(check.Written.Tail, check.Hashes)));
            foreach (var stamp in check.Stamps.Values.Where(stamp => !stamps.TryGetValue(stamp.Shard, out var other) || other.Counter < stamp.Counter))
                stamps[stamp.Shard] = stamp;
        }

        found.AddRange(notes.Where(note => found.TrueForAll(answer => answer.Note != note.ToString())).Select(note => note.AgainstNothing()));
        var broken = checks.Find(check => !check.IsWhole);
        var shown = broken ?? checks.FirstOrDefault();
        var reason = broken?.Reason ?? await Fault(realm, head, chains, stamps, known, cancellationToken) ?? found.Find(note => note.State is AuditNoteState.Missing or AuditNoteState.Another)?.Reason;
        return new AuditCheck(reason is null, shown?.First ?? 1, shown?.Last ?? 0, shown?.Hash ?? "", reason is null ? null : broken?.BrokenAt ?? (shown?.Last ?? 0) + 1, reason)
        {
            Realm = realm,
            Chains = checks,
            Notes = notes.Count == 0 ? null : found,
        };
    }

    private string NameOf(AuditChain chain) => chain.Writer is "" ? own.Name : chain.Writer;

    private async Task<string?> Fault(string realm, IAuditRealmGrain head, AuditChain[] chains, Dictionary<int, ManifestStamp> stamps, IReadOnlyList<long> known, CancellationToken cancellationToken)
    {
        if (await head.Fault(cancellationToken) is { } fault)
            return fault;
        if (ManifestAgreement.Difference(stamps, await manifest.Of(realm, known, cancellationToken)) is { } difference)
            return difference;

        // Whoever is enrolled was noted.
        return chains is [] && await manifest.People(realm, cancellationToken) is > 0 and var people
            ? $"There are {people} people enrolled, and nothing was ever noted: all of the trail is gone."
            : null;
    }

    private static AuditChainCheck Said(string writer, AuditTail tail, ChainFault? fault) => new(
        writer,
        fault is null,
        tail.Dropped + 1,
        tail.Last,
        Convert.ToHexStringLower(tail.Hash),
        tail.Last == 0 ? null : new AuditNote(writer, tail.Last, tail.Hash).ToString(),
        fault?.At,
        fault?.Reason);
}
