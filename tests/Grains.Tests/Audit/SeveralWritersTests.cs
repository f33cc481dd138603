using Mote.Grains.Audit;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Stored;
using Mote.Protocol;
using Orleans;

namespace Mote.Grains.Tests.Audit;

/// <summary>A realm whose trail has a chain of each of several writers.</summary>
public sealed class SeveralWritersTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private static readonly AuditQuery Verified = new(null, AuditKind.Verified, null, null);
    private static readonly string[] Writers = ["silo", "annex", "east"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_SeveralChains_ComesByTimeAndPagesStayWhereTheyWere()
    {
        var realm = $"realm-{Guid.NewGuid():N}";
        List<Guid> decisions = [];
        for (var i = 0; i < 60; i++)
        {
            decisions.Add(await Append(realm, Writers[i * 7 % 3]));
            cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        decisions.Reverse();
        var whole = await cluster.Trail.Read(realm, Verified, null, 1000, Cancelled);
        Assert.Equal(decisions, whole.Entries.Select(entry => entry.DecisionId!.Value));
        Assert.Equal(Writers.Order(), whole.Entries.Select(entry => entry.Writer).Distinct().Order());
        Assert.All(whole.Entries.GroupBy(entry => entry.Writer), chain => Assert.Equal(chain.OrderByDescending(entry => entry.Sequence), chain));

        // By the place that names writers, while more is written: nothing twice, and nothing left out.
        List<Guid> paged = [];
        for (AuditPage? page = await cluster.Trail.Read(realm, Verified, null, 7, Cancelled); page is not null;)
        {
            paged.AddRange(page.Entries.Select(entry => entry.DecisionId!.Value));
            await Append(realm, Writers[paged.Count % 3]);
            page = page.Cursor is { } cursor ? await cluster.Trail.Read(realm, Verified, AuditPosition.Parse(cursor), 7, Cancelled) : null;
        }

        Assert.Equal(decisions, paged);

        // And by the number alone, as callers from before there were several.
        var all = (await cluster.Trail.Read(realm, Verified, null, 1000, Cancelled)).Entries.Select(entry => entry.Hash).ToArray();
        List<string> numbered = [];
        for (AuditPage? page = await cluster.Trail.Read(realm, Verified, null, 7, Cancelled); page is not null;)
        {
            numbered.AddRange(page.Entries.Select(entry => entry.Hash));
            page = page.Next is { } next ? await cluster.Trail.Read(realm, Verified, AuditPosition.Behind(next), 7, Cancelled) : null;
        }

        Assert.Equal(all, numbered);
    }

    [Fact]
    public async Task Check_SeveralChains_SaysOfEachWhatItIsAndWhatToNote()
    {
        var realm = $"realm-{Guid.NewGuid():N}";
        foreach (var writer in Writers)
            await Append(realm, writer);
        var check = await cluster.Trail.Check(realm, [], Cancelled);
        Assert.True(check.IsWhole, check.Reason);
        Assert.Equal(Writers, check.Chains!.Select(chain => chain.Writer));
        AuditNote[] notes = [.. check.Chains!.Select(chain => AuditNote.Parse(chain.Note!)!)];
        Assert.True((await cluster.Trail.Check(realm, notes, Cancelled)).IsWhole);
        // The same entry of another writer's chain is another.
        Assert.Equal(AuditNoteState.Another, (await cluster.Trail.Check(realm, [notes[0] with { Writer = "annex" }], Cancelled)).Notes![0].State);

        var slot = new ChainPlaces(realm, "annex").Slot(0, 0);
        var found = new GrainState<SealedState>(new SealedState());
        await cluster.Storage.Real.ReadStateAsync(AuditStore.BatchState, AuditStore.PlaceOf(slot.Name), found, Cancelled);
        await cluster.Storage.Real.ClearStateAsync(AuditStore.BatchState, AuditStore.PlaceOf(slot.Name), found, Cancelled);
        check = await cluster.Trail.Check(realm, [], Cancelled);
        Assert.False(check.IsWhole);
        Assert.Equal([true, false, true], check.Chains!.Select(chain => chain.IsWhole));
    }

    private async Task<Guid> Append(string realm, string writer)
    {
        var id = Guid.NewGuid();
        var grain = cluster.Grains.GetGrain<IAuditGrain>(new AuditWriterKey(realm, writer).ToString());
        await grain.Append(new AuditEvent(TrailKind.Verified, TrailOutcome.NonMatch, "tests", null) { DecisionId = id }, Cancelled);
        await grain.Tail(Cancelled);
        return id;
    }
}
