using CsCheck;
using MathNet.Numerics.Random;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Identities;
using Mote.Protocol;

namespace Mote.Grains.Tests.Identities.Model;

/// <summary>An identity against <see cref="Expected"/>: any commands in any order, with restarts, faults of every step, and between one another's steps.</summary>
public sealed class IdentityModelTests
{
    private static readonly Gen<Command> Commands = Gen.Select(
        Gen.Frequency(
            (4, Gen.Const(CommandKind.Enrol)),
            (3, Gen.Const(CommandKind.Reenrol)),
            (2, Gen.Const(CommandKind.Force)),
            (8, Gen.Const(CommandKind.Verify)),
            (1, Gen.Const(CommandKind.Exclude)),
            (2, Gen.Const(CommandKind.RollBack)),
            (1, Gen.Const(CommandKind.Unlock)),
            (1, Gen.Const(CommandKind.Wish)),
            (1, Gen.Const(CommandKind.Withdraw)),
            (1, Gen.Const(CommandKind.Erase)),
            (1, Gen.Const(CommandKind.Rekey)),
            (1, Gen.Const(CommandKind.DaysPass)),
            (2, Gen.Const(CommandKind.Restart))),
        // Most photos show the same person, so that something is recognised.
        Gen.Frequency((3, Gen.Const(0)), (1, Gen.Int[1, People.Count - 1])),
        (kind, person) => new Command(kind, person));

    private static readonly Caller Asking = new("operator", "realm", ScopeSet.None);

    // The kinds of what changes an identity; each is in the trail once.
    private static readonly TrailKind[] Changes =
    [
        TrailKind.Enrolled, TrailKind.Reenrolled, TrailKind.ReenrolledByForce, TrailKind.CandidateEnrolled, TrailKind.CandidatePromoted, TrailKind.CandidateDropped,
        TrailKind.Excluded, TrailKind.Erased, TrailKind.RolledBack, TrailKind.ReenrolmentRequested, TrailKind.ReenrolmentWithdrawn,
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void AnyCommands_OneAfterAnother_AnswerAndLeaveWhatTheModelSays(int shadowMatches) => Commands.Array[1, 30].Sample(
        commands => OneScheduler.Run(async () =>
        {
            using var world = new World(shadowMatches);
            await world.Restart();
            var expected = new Expected(shadowMatches);
            foreach (var command in commands)
            {
                var changes = Count(world);
                var (answer, next) = expected.After(command);
                Assert.Equal((command, answer), (command, await command.Run(world)));
                RequireLike(next, world);
                Assert.True(world.IsSettled && world.Known.Count == (next.Active is null ? 0 : 1));
                Assert.Equal(IsChange(expected, next) ? 1 : 0, Count(world) - changes);
                expected = next;
            }

            await world.Restart();
            RequireLike(expected.After(new Command(CommandKind.Restart, 0)).Next, world);
        }).GetAwaiter().GetResult(),
        iter: 60, threads: 2);

    /// <summary>One step of one command fails, before it is taken or after: what is enrolled then is what was before or what is after, nothing is unreadable, and the trail says which.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void AnyStep_Fails_LeavesWhatWasOrWhatIs(int shadowMatches) => Gen.Select(Commands.Array[0, 12], Commands, Gen.Int[0, 7], Gen.Bool, Gen.Bool).Sample(
        (before, command, step, isAfter, isKilled) => OneScheduler.Run(async () =>
        {
            using var world = new World(shadowMatches);
            await world.Restart();
            var expected = new Expected(shadowMatches);
            foreach (var one in before)
            {
                expected = expected.After(one).Next;
                await one.Run(world);
            }

            var changes = Count(world);
            world.Fault = (step, isAfter ? Fault.After : Fault.Before);
            await command.Run(world);
            if (isKilled)
                world.ForgetMemory();
            await world.Restart();
            var was = expected.After(new Command(CommandKind.Restart, 0)).Next;
            var isNow = expected.After(command).Next.After(new Command(CommandKind.Restart, 0)).Next;
            var described = Like(world, was, isNow);
            Assert.True(described is not null, $"Expected {was} or {isNow}, found {world.Identity.Describe()}.");
            Assert.Equal(IsChange(was, isNow) && ReferenceEquals(described, isNow) ? 1 : 0, Count(world) - changes);

            // And it goes on from there as if nothing had been: the manifest holds one line, and the next change is made.
            var (answer, next) = described.After(new Command(CommandKind.Force, 1));
            Assert.Equal(answer, await new Command(CommandKind.Force, 1).Run(world));
            RequireLike(next, world);
            Assert.Equal(next.Active is null ? 0 : 1, next.Active is null ? 0 : world.Known.Count);
        }).GetAwaiter().GetResult(),
        iter: 250, threads: 2);

    /// <summary>Commands run between one another's steps, as a grain lets them: what is left is what some of them made, and one restart later it is the same.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Decisions_BetweenTheStepsOfChanges_NeverSeeHalfAChange(int shadowMatches) => Gen.Select(Commands.Array[1, 8], Gen.Int[0, People.Count - 1].Array[1, 8], Gen.Int).Sample(
        (changes, photos, seed) => OneScheduler.Run(async () =>
        {
            using var world = new World(shadowMatches);
            await world.Restart();
            await new Command(CommandKind.Enrol, 0).Run(world);
            var random = new Xoshiro256StarStar(seed);
            world.Between = async () =>
            {
                for (var i = random.Next(4); i > 0; i--)
                    await Task.Yield();
            };

            // The mailbox takes one change after another; decisions come between.
            var mailbox = InTurn(changes.Where(change => change.Kind is not (CommandKind.Restart or CommandKind.Verify)));
            List<string?> answers = [];
            var decisions = Task.WhenAll(photos.Select(async photo =>
            {
                for (var i = random.Next(20); i > 0; i--)
                    await Task.Yield();
                answers.Add(await new Command(CommandKind.Verify, photo).Run(world));
            }));
            await Task.WhenAll(mailbox, decisions);
            Assert.All(answers, answer => Assert.Contains(answer, (string?[])["match", "non-match", ProblemCode.NotEnrolled, ProblemCode.LockedOut, ProblemCode.Overloaded]));

            var left = world.Identity.Describe();
            world.Between = null;
            await world.Restart();
            var again = world.Identity.Describe();
            Assert.Equal((left?.Version, left?.CandidateVersion, left?.CandidateAgreed, left?.ReenrolmentWishedSince), (again?.Version, again?.CandidateVersion, again?.CandidateAgreed, again?.ReenrolmentWishedSince));
            Assert.True(world.IsSettled && world.Known.Count == (left is null ? 0 : 1));

            async Task InTurn(IEnumerable<Command> turns)
            {
                foreach (var turn in turns)
                    await turn.Run(world);
            }
        }).GetAwaiter().GetResult(),
        iter: 120, threads: 2);

    /// <summary>A trail that is slow to take decisions keeps nobody's next photo out.</summary>
    [Fact]
    public Task Matches_WaitingForTheTrail_AreCountedAlready() => OneScheduler.Run(async () =>
    {
        using var world = new World();
        await world.Restart();
        await new Command(CommandKind.Enrol, 0).Run(world);
        var trail = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var waiting = new SemaphoreSlim(0);
        world.Between = () =>
        {
            waiting.Release();
            return trail.Task;
        };

        List<Task<string?>> answers = [];
        for (var i = 0; i <= World.MostNonMatches; i++)
        {
            answers.Add(new Command(CommandKind.Verify, 0).Run(world));
            await Task.WhenAny(waiting.WaitAsync(), answers[i]);
        }

        trail.SetResult();
        Assert.All(await Task.WhenAll(answers), answer => Assert.Equal("match", answer));
    });

    /// <summary>Wherever an identity is described, it is with the rate that decides now.</summary>
    [Fact]
    public Task Descriptions_CeilingLoweredSinceTheEnrolment_SayWhatDecidesNow() => OneScheduler.Run(async () =>
    {
        using var world = new World();
        await world.Restart();
        var request = new EnrolmentRequest(Guid.NewGuid(), false, [People.Photo(0)], new EnrolmentOptions("single-unit"));
        await world.Identity.Enrol(request, Asking);
        Assert.Equal(People.Rate, (await Ended(request)).Identity!.TargetFalseMatchRate);

        world.Rates.TargetFalseMatchRate = People.Rate / 2;
        await world.Restart();
        var renewal = request with { Operation = Guid.NewGuid(), IsReenrolment = true, IsForced = true };
        await world.Identity.Enrol(renewal, Asking);
        IdentityDescription[] said =
        [
            (await Ended(renewal)).Identity!,
            (await world.Identity.Exclude(new ExclusionRequest(Guid.NewGuid(), People.Photo(1), null), Asking, CancellationToken.None)).Identity,
            (await world.Identity.Enrol(renewal, Asking)).Identity!,
            await world.Identity.RollBack(Asking),
            world.Identity.Describe()!,
        ];
        // As the networks of the model are trained beforehand, each was enrolled at the rate of before.
        Assert.All(said, description => Assert.Equal(People.Rate / 2, description.TargetFalseMatchRate));
        var decided = await world.Identity.Verify(People.Photo(0), null, Asking, CancellationToken.None);
        Assert.Equal((true, People.Rate / 2), (decided.IsMatch, decided.TargetFalseMatchRate));

        world.Rates.TargetFalseMatchRate = People.Rate;
        Assert.Equal(People.Rate, world.Identity.Describe()!.TargetFalseMatchRate);

        async Task<EnrolmentStatus> Ended(EnrolmentRequest asked) => (await world.Identity.Await(asked.Operation, TimeSpan.FromMinutes(1), CancellationToken.None))!;
    });

    private static int Count(World world) => world.Trail.Count(happened => happened.Outcome == TrailOutcome.Done && Changes.Contains(happened.Kind));

    private static bool IsChange(Expected before, Expected after) =>
        before.Active != after.Active || before.IsWished != after.IsWished || before.LastVersion != after.LastVersion
        || (before.Candidate is null) != (after.Candidate is null);

    private static void RequireLike(Expected expected, World world) =>
        Assert.True(Like(world, expected) is not null, $"Expected {expected}, found {world.Identity.Describe()}.");

    /// <summary>The first of these that the world shows; null for none.</summary>
    private static Expected? Like(World world, params Expected[] any)
    {
        var found = world.Identity.Describe();
        return any.FirstOrDefault(expected => found is null
            ? expected.Active is null
            : (found.Version, found.CandidateVersion, found.CandidateAgreed, found.PreviousVersion, found.ReenrolmentWishedSince is not null)
                == (expected.Active?.Version, expected.Candidate?.Version, expected.Candidate?.Agreed, expected.Kept?.Version, expected.IsWished));
    }
}
