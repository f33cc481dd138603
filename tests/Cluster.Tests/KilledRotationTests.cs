using Mote.Protocol;
using Mote.Tests;

namespace Mote.Cluster.Tests;

/// <summary>A silo that dies while it brings records under a new master key leaves nobody unreadable.</summary>
[Trait("Takes", "long")]
public sealed class KilledRotationTests
{
    private const int People = 12;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rotate_Killed_EverybodyAnswersItGoesOnAndTheOldKeyIsNotMissed()
    {
        var people = DemoPerson.First(People);
        var folder = Directory.CreateTempSubdirectory("mote-rotation-");
        try
        {
            await using var silo = SiloProcess.Of(DemoPeople.Settings(folder.FullName));
            silo.SealCohort(1);
            await silo.Start();
            await Task.WhenAll(people.Select(person =>
                silo.Client.EnrolAsync(person.Name, person.Enrol, new() { Recipe = "single-unit" }, cancellationToken: Cancelled)));
            var records = (await silo.Client.ListKeysAsync(Cancelled)).Single().Records;
            await silo.Kill();

            silo.AddMasterKey(2);
            await silo.Start();
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
            var rotation = silo.Client.RotateKeysAsync(cancellationToken: stop.Token);
            while ((await silo.Client.ListKeysAsync(Cancelled)).Single(version => version.IsCurrent).Records == 0)
                await Task.Yield();
            await silo.Kill();
            await stop.CancelAsync();
            await rotation.ContinueWith(_ => { }, Cancelled, TaskContinuationOptions.None, TaskScheduler.Default);

            await silo.Start();
            await EverybodyAnswers();
            Assert.Equal(KeyRotationState.Complete, (await silo.Client.RotateKeysAsync(cancellationToken: Cancelled)).State);
            // The cohort pack waits for a command of its own; until then its key is not said to be spare.
            // Batches of the trail are sealed together by the change, so there are fewer records than before.
            var uses = (await Uses()).ToArray();
            Assert.Equal([(1, 1, true), (2, uses[1].Item2, false)], uses);
            Assert.InRange(uses[1].Item2, People + 3, records - 1);
            silo.SealCohort(2);
            Assert.Equal([(1, 0, false), (2, uses[1].Item2 + 1, true)], await Uses());
            await silo.Kill();

            silo.DestroyMasterKey(1);
            await silo.Start();
            await EverybodyAnswers();

            async Task<IEnumerable<(int, int, bool)>> Uses() =>
                (await silo.Client.ListKeysAsync(Cancelled)).Select(version => (version.Version, version.Records, version.IsOfCohort));

            async Task EverybodyAnswers()
            {
                Assert.Equal(People, await silo.Client.CountAsync(Cancelled));
                foreach (var person in people)
                    Assert.True((await silo.Client.VerifyAsync(person.Name, person.Enrol, Cancelled)).IsMatch);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
