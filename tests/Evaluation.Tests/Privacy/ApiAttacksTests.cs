using System.Numerics.Tensors;
using Mote.Evaluation.Privacy;
using Mote.Recognition.Networks;

namespace Mote.Evaluation.Tests.Privacy;

public sealed class ApiAttacksTests
{
    private const int Dimension = 64;

    private static readonly float[] Reference = Networks.Direction(Dimension, 1);

    [Fact]
    public void HillClimbing_ServiceThatTellsScores_IsClimbed()
    {
        var vector = new VectorTemplates(0.7).Enrol(new AuditedSubject("ann", 0, Reference, []), 0, 1, TestContext.Current.CancellationToken);
        Assert.InRange(HillClimbing.CallsUntilMatch(vector.Opened.Ask, Networks.Direction(Dimension, 2), 2000, 3)!.Value, 2, 1000);
    }

    [Fact]
    public void HillClimbing_DeadZone_GivesNothingToClimbEvenIfItsScoreWereTold()
    {
        var network = Networks.SingleUnit(Reference, -0.5f);
        Assert.Null(HillClimbing.CallsUntilMatch(embedding => new ApiAnswer(network.Score(embedding) > 0.2f, network.Score(embedding)), Networks.Direction(Dimension, 2), 2000, 3));
    }

    [Fact]
    public void HillClimbing_SilentService_IsARandomWalk() =>
        Assert.Null(HillClimbing.CallsUntilMatch(embedding => new ApiAnswer(TensorPrimitives.Dot<float>(embedding, Reference) > 0.7f, null), Networks.Direction(Dimension, 2), 2000, 3));

    [Fact]
    public void HillClimbing_StartIsTheFace_NeedsOneCall() =>
        Assert.Equal(1, HillClimbing.CallsUntilMatch(embedding => new ApiAnswer(true, 4), Reference, 10, 3));

    [Fact]
    public void BankProbing_CountedByHand()
    {
        // Two subjects a group, each accepting the photo of the other one of its group and of nobody else: of three strangers one
        // matches, after (3 + 1) / (1 + 1) = 2 calls on average, within one call with a chance of 1/3, and it tells the group.
        var subjects = Enumerable.Range(0, 4).Select(i => new AuditedSubject($"s{i}", i / 2, Networks.Direction(8, 10 + (ulong)i), [])).ToArray();
        var bank = subjects.Select(subject => (subject, subject.Reference)).ToArray();
        var templates = subjects.Select(subject => Template(face => subjects.Any(other => other.Group == subject.Group && other.Reference == face))).ToArray();
        var result = BankProbing.Of(subjects, templates, bank, 2, 1, 1, TestContext.Current.CancellationToken);
        Assert.Equal((3.0, 1.0, 2.0), (result.Faces, result.Matched, result.CallsUntilMatch));
        Assert.Equal(1.0 / 3, result.MatchedBeforeLockout, 12);
        Assert.Equal(1, result.GuessAccuracy, 12);
        Assert.NotNull(result.CallsUntilGuess);
    }

    [Fact]
    public void BankProbing_NobodyMatches_IsChance()
    {
        var subjects = Enumerable.Range(0, 4).Select(i => new AuditedSubject($"s{i}", i / 2, Networks.Direction(8, 10 + (ulong)i), [])).ToArray();
        var bank = subjects.Select(subject => (subject, subject.Reference)).ToArray();
        var result = BankProbing.Of(subjects, [.. subjects.Select(_ => Template(_ => false))], bank, 2, 10, 1, TestContext.Current.CancellationToken);
        Assert.Equal((0.0, null, 0.0, 0.5, null), (result.Matched, result.CallsUntilMatch, result.MatchedBeforeLockout, result.GuessAccuracy, result.CallsUntilGuess));
        Assert.Equal(3.0 / 4, Inversion.Bound(result.Matched, 4));
        Assert.Null(Inversion.Bound(0.1, 4));
    }

    private static AuditedTemplate Template(Func<float[], bool> accepts)
    {
        var held = Networks.Held(Networks.SingleUnit(Reference));
        return new AuditedTemplate(held, new OpenedTemplate(held, [], face => new ApiAnswer(accepts(face), null)));
    }
}
