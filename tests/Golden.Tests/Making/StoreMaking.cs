using Mote.Client;
using Mote.Golden.Tests.Golden;
using Mote.Golden.Tests.Silos;
using Mote.Protocol;
using Mote.Tests;

namespace Mote.Golden.Tests.Making;

/// <summary>Lives a small life on an empty store, through the front door: everything that can become of a person, and a change of the master key that is cut short.</summary>
/// <param name="deployment">The empty store.</param>
/// <param name="album">The photos that are kept.</param>
/// <param name="stop">Abandons it.</param>
internal sealed class StoreMaking(Deployment deployment, Album album, CancellationToken stop)
{
    // More than one segment of the trail, whose size is 256 entries.
    private const int LeastEntries = 300;

    // Far more than it takes at a rate of 1 in 100.
    private const int MostStrangers = 1000;

    // Photos from here on are never kept.
    private const int OfAnotherDay = 100;

    private static readonly KeyValuePair<string, string?> LocksAfterTen = new("Mote:Lockout:MostNonMatches", "10");
    private static readonly KeyValuePair<string, string?> ReplacesAtOnce = new("Mote:Reenrolment:ShadowMatches", "0");

    /// <summary>Everything until the change of the master key is cut short.</summary>
    public async Task Run(string firstKey, string secondKey)
    {
        deployment.AddKey(1, firstKey);
        await using (var silo = await deployment.Start(null, [ReplacesAtOnce], stop))
        {
            await EnrolEverybody(silo);
            await Erase(silo);
            await ReEnrol(silo, Cast.ReEnrolled);
            await Exclude(silo, Cast.Excluded);
            album.KeepOther(Cast.Mistaken, await FindFalseMatch(silo, Cast.Mistaken, from: Cast.FirstStranger));
            await FillTrail(silo);
            await KeepOwnPhotos(silo, Cast.All.Where(person => !IsOfSecondKey(person) && person.Name != Cast.InShadow));
        }

        // The first lock is over at once, so that there can be a second.
        await using (var silo = await deployment.Start(null, [LocksAfterTen, new("Mote:Lockout:FirstMinutes", "0.01")], stop))
            await Task.Delay(await Lock(silo), stop);

        await using (var silo = await deployment.Start(null, null, stop))
        {
            await ReEnrol(silo, Cast.InShadow);
            await KeepPhotoThatBothAccept(silo, Cast.Of(Cast.InShadow));
            await silo.Operator().Client.RequestReenrolmentAsync(Cast.Requested, stop);
        }

        deployment.AddKey(2, secondKey);
        await using (var silo = await deployment.Start(null, [ReplacesAtOnce], stop))
        {
            await ReEnrol(silo, Cast.ReEnrolledUnderSecondKey);
            await Exclude(silo, Cast.ExcludedUnderSecondKey);
            await KeepOwnPhotos(silo, Cast.All.Where(IsOfSecondKey));
        }

        // The second lasts longer than the rest of this, and not much: four minutes.
        await using (var silo = await deployment.Start(null, [LocksAfterTen, new("Mote:Lockout:FirstMinutes", "2")], stop))
            await Lock(silo);

        await RotateHalf();
    }

    private static bool IsOfSecondKey(GoldenPerson person) => person.Name is Cast.ReEnrolledUnderSecondKey or Cast.ExcludedUnderSecondKey;

    private async Task EnrolEverybody(RunningSilo silo)
    {
        foreach (var person in Cast.All)
        {
            Console.WriteLine($"  {person.Realm}/{person.Name}");
            await Enrol(silo, person);
        }
    }

    /// <summary>Enrols a person from the first photos that are not refused.</summary>
    private async Task Enrol(RunningSilo silo, GoldenPerson person)
    {
        for (var from = 0; ; from++)
        {
            try
            {
                await silo.Operator(person.Realm).Client.EnrolFromAsync(person.Name, person.References(from), person.Settings, cancellationToken: stop);
                return;
            }
            catch (PhotoRefusedException)
            {
                // Others are taken.
            }
        }
    }

    private async Task Erase(RunningSilo silo)
    {
        foreach (var person in Cast.All.Where(person => person.Name is Cast.Erased or Cast.ErasedAndEnrolledAgain))
            await silo.Operator(person.Realm).Client.EraseAsync(person.Name, stop);
        await Enrol(silo, Cast.Of(Cast.ErasedAndEnrolledAgain));
    }

    /// <summary>Re-enrols a person from a photo in which the person is recognised.</summary>
    private async Task ReEnrol(RunningSilo silo, string name)
    {
        var person = Cast.Of(name);
        await silo.Operator().Client.ReenrolAsync(name, await PhotoOfAnotherDay(silo, person), person.Settings, cancellationToken: stop);
    }

    /// <summary>Keeps a photo of each person in which the person is recognised; of the erased any.</summary>
    private async Task KeepOwnPhotos(RunningSilo silo, IEnumerable<GoldenPerson> people)
    {
        foreach (var person in people)
            album.KeepOwn(person, person.Name == Cast.Erased ? 0 : await Recognised(silo, person, album.OwnOf(person).Concat(Enumerable.Range(0, OfAnotherDay))));
    }

    /// <summary>Keeps a photo of a person whom the one in the shadow recognises like the one that decides.</summary>
    private async Task KeepPhotoThatBothAccept(RunningSilo silo, GoldenPerson person)
    {
        foreach (var probe in album.OwnOf(person).Concat(Enumerable.Range(0, OfAnotherDay)))
        {
            await Questions.Decide(silo.Operator().Client, person.Realm, person.Name, "", person.Probe(probe), stop);
            if ((await silo.Operator().Client.FindAsync(person.Name, stop))!.CandidateAgreed is not > 0)
                continue;
            album.KeepOwn(person, probe);
            return;
        }

        throw new InvalidOperationException($"In no photo is '{person.Name}' recognised by both: choose somebody else for the part.");
    }

    private async Task<byte[]> PhotoOfAnotherDay(RunningSilo silo, GoldenPerson person) =>
        person.Probe(await Recognised(silo, person, Enumerable.Range(OfAnotherDay, GoldenPerson.Probes - OfAnotherDay)));

    /// <summary>The first of some photos in which a person is recognised.</summary>
    private async Task<int> Recognised(RunningSilo silo, GoldenPerson person, IEnumerable<int> probes)
    {
        foreach (var probe in probes)
        {
            if ((await Questions.Decide(silo.Operator(person.Realm).Client, person.Realm, person.Name, "", person.Probe(probe), stop)).IsMatch)
                return probe;
        }

        throw new InvalidOperationException($"'{person.Name}' is recognised in no photo: choose somebody else for the part.");
    }

    /// <summary>Tells a person's network that somebody it accepts is somebody else.</summary>
    private async Task Exclude(RunningSilo silo, string name)
    {
        for (var stranger = Cast.FirstStranger; ; stranger++)
        {
            stranger = await FindFalseMatch(silo, name, stranger);
            try
            {
                await silo.Operator().Client.ExcludeAsync(name, Album.Stranger(stranger), stop);
                album.KeepOther(name, stranger);
                return;
            }
            catch (ExclusionRefusedException refusal) when (refusal.Code == ProblemCode.ExclusionTooCostly)
            {
                // Too like the person: another one is found.
            }
        }
    }

    private async Task<int> FindFalseMatch(RunningSilo silo, string name, int from)
    {
        for (var stranger = from; stranger < from + MostStrangers; stranger++)
        {
            if ((await Questions.Decide(silo.Operator().Client, Realm.Site, name, "", Album.Stranger(stranger), stop)).IsMatch)
                return stranger;
        }

        throw new InvalidOperationException($"'{name}' accepts none of {MostStrangers} strangers: choose somebody else for the part.");
    }

    /// <summary>Decisions of a door, a refusal, an explanation, until the trail has more than one segment.</summary>
    private async Task FillTrail(RunningSilo silo)
    {
        var person = Cast.Of("compact-eight-photos");
        var photo = await PhotoOfAnotherDay(silo, person);
        await silo.Door.Client.ExplainAsync(person.Name, photo, stop);
        foreach (var (caller, realm, subject) in new[] { (silo.Door, Realm.Site, "nobody"), (silo.Operator(Realm.Annex), Realm.Annex, "compact-1") })
            await Questions.Decide(caller.Client, realm, subject, "", photo, stop);
        while ((await silo.Operator().Client.CheckAuditAsync(stop)).Last < LeastEntries)
            await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => silo.Door.Client.VerifyAsync(person.Name, photo, stop)));
    }

    /// <summary>Closes a lock by photos of strangers.</summary>
    /// <returns>How long it lasts.</returns>
    private async Task<TimeSpan> Lock(RunningSilo silo)
    {
        for (var stranger = Cast.FirstStranger; ; stranger++)
        {
            try
            {
                await silo.Operator().Client.VerifyAsync(Cast.Locked, Album.Stranger(stranger), stop);
            }
            catch (LockedOutException locked)
            {
                return locked.RetryAfter;
            }
            catch (PhotoRefusedException)
            {
                // It does not count.
            }
        }
    }

    /// <summary>Changes the master key of one realm, and kills the silo in the middle of it.</summary>
    private async Task RotateHalf()
    {
        int old;
        await using (var silo = await SiloProcess.Start(deployment.Plan()))
        {
            await using var site = new MoteCaller(silo.Address, Realm.OperatorKey(Realm.Site));
            old = await RecordsUnder(site, 1);
            var rotation = site.Client.RotateKeysAsync(cancellationToken: stop);
            while (await RecordsUnder(site, 1) > old * 2 / 3)
                await Task.Yield();
            await silo.Kill();
            await rotation.ContinueWith(_ => { }, stop, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        // Started and stopped once more, so that SQLite's log is folded into its file.
        await using (var silo = await deployment.Start(null, null, stop))
        {
            var left = (await silo.Operator().Client.ListKeysAsync(stop)).Single(version => version.Version == 1).Records;
            Console.WriteLine($"  {left} of {old} records are left under the first key");
            if (left == 0)
                throw new InvalidOperationException("The silo was too quick, and brought every record under the second key: make the stores again.");
        }

        static async Task<int> RecordsUnder(MoteCaller caller, int version) =>
            (await caller.Client.ListKeysAsync()).Single(key => key.Version == version).Records;
    }
}
