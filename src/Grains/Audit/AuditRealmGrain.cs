using Microsoft.Extensions.Logging;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Keys;
using Mote.Grains.Stored;
using Mote.Protocol;
using Orleans.Concurrency;

namespace Mote.Grains.Audit;

/// <summary>Keeps a realm's head: the only one who writes it. Reentrant, since writers that are asked to seal anew answer with an anchor.</summary>
[Reentrant]
internal sealed partial class AuditRealmGrain(AuditStore store, MasterKeys keys, AuditWriter own, ILogger<AuditRealmGrain> log) : Grain, IAuditRealmGrain, IDisposable
{
    private const string Headless = "The head of the audit trail is missing, and its first entries are not: restore it from a backup.";

    private readonly SemaphoreSlim _writing = new(1, 1);
    private StoredState<AuditHead>? _head;

    private string Realm => this.GetPrimaryKeyString();

    public Task<AuditChain[]> Chains(CancellationToken cancellationToken) => Alone(async head => head.Value?.All ?? [], cancellationToken);

    public Task<AuditChain> Join(string writer, CancellationToken cancellationToken) => Alone(async head =>
    {
        var chains = head.Value?.All ?? [];
        if (Array.Find(chains, chain => chain.Writer == writer) is { } own)
            return own;
        // A chain without a head has lost it, and no new one is begun over it.
        var first = Array.Find(chains, chain => chain.Writer is "");
        var joining = first is null ? AuditChain.Empty(new AuditWriterKey(Realm, writer), isFirst: chains is []) : first with { Writer = writer };
        if (first is null && await IsUsed(ChainPlaces.Of(Realm, joining)))
            throw new MoteException(ProblemCode.AuditBroken, Headless);
        await Write(head, joining);
        LogJoined(Realm, writer);
        return joining;
    }, cancellationToken);

    public Task Anchor(AuditChain chain, CancellationToken cancellationToken) => Alone(async head =>
    {
        await Write(head, chain);
        return true;
    }, CancellationToken.None);

    public Task<string?> Fault(CancellationToken cancellationToken) => Alone(async head =>
    {
        if ((await store.Read(AuditStore.HeadOf(Realm), cancellationToken)).Revision != head.Revision)
            return "The head is not the last that was written.";
        var chains = head.Value?.All ?? [];
        return (chains is [] && await IsUsed(new ChainPlaces(Realm, null))) || (!Array.Exists(chains, chain => chain.Writer == own.Name) && await IsUsed(new ChainPlaces(Realm, own.Name))) ? Headless : null;
    }, cancellationToken);

    public async Task<Dictionary<int, int>> KeyUse(CancellationToken cancellationToken)
    {
        var writers = await Writers(cancellationToken);
        if (writers is [])
            return [];
        var uses = await Task.WhenAll(writers.Select(writer => writer.KeyUse(cancellationToken)));
        return uses.SelectMany(use => use).Append(new(_head!.MasterKeyVersion, 1))
            .GroupBy(use => use.Key, use => use.Value).ToDictionary(version => version.Key, version => version.Sum());
    }

    public async Task<bool> Rekey(int masterKeyVersion, CancellationToken cancellationToken)
    {
        var isDone = true;
        foreach (var writer in await Writers(cancellationToken))
            isDone &= await writer.Rekey(masterKeyVersion, cancellationToken);
        return isDone && await Alone(async head =>
        {
            if (head.Value is { } known && head.MasterKeyVersion < masterKeyVersion)
            {
                using var master = await keys.Of(Realm, masterKeyVersion, cancellationToken);
                await store.Write(head, known, master);
            }

            return true;
        }, cancellationToken);
    }

    public void Dispose() => _writing.Dispose();

    private async Task<IAuditWriterGrain[]> Writers(CancellationToken cancellationToken) =>
        [.. (await Chains(cancellationToken)).Select(chain => GrainFactory.GetGrain<IAuditWriterGrain>(new AuditWriterKey(Realm, chain.Writer is "" ? own.Name : chain.Writer).ToString()))];

    private async Task<bool> IsUsed(ChainPlaces places)
    {
        var (segment, slot) = (places.Segment(0), places.Slot(0, 0));
        await store.Find(segment);
        await store.Find(slot);
        return segment.Stored.RecordExists || slot.Stored.RecordExists;
    }

    private async Task Write(StoredState<AuditHead> head, AuditChain chain)
    {
        using var master = await keys.Current(Realm, CancellationToken.None);
        await store.Write(head, (head.Value ?? new AuditHead()).With(chain), master);
    }

    // After a failure nobody knows what the store holds.
    private async Task<T> Alone<T>(Func<StoredState<AuditHead>, Task<T>> act, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            return await act(_head ??= await store.Read(AuditStore.HeadOf(Realm), cancellationToken));
        }
        catch
        {
            _head = null;
            throw;
        }
        finally
        {
            _writing.Release();
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Writer} writes to the audit trail of realm {Realm}")]
    private partial void LogJoined(string realm, string writer);
}
