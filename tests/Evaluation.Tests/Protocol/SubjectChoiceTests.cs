using Mote.Evaluation.Protocol;

namespace Mote.Evaluation.Tests.Protocol;

public sealed class SubjectChoiceTests
{
    [Fact]
    public void Of_Everybody_LeavesOutWhoeverHasNothingToBeProbedWith() =>
        Assert.Equal(["ann", "bob"], SubjectChoice.Of(Set("ann F 2", "eve F 1", "bob M 3"), null, 1, 1).Select(subject => subject.Identity));

    [Fact]
    public void Of_SeveralReferences_NeedsOnePhotoMore() =>
        Assert.Equal(["bob", "dan"], SubjectChoice.Of(Set("ann F 3", "bob M 4", "dan M 5"), null, 3, 1).Select(subject => subject.Identity));

    [Fact]
    public void Of_SomeOfThem_TakesGroupsInTurnAndTheSameAgain()
    {
        var set = Set([.. Enumerable.Range(0, 30).Select(i => $"p{i} {(i < 10 ? "F" : "M")} 2")]);

        var chosen = SubjectChoice.Of(set, 12, 1, 1);

        Assert.Equal([6, 6], chosen.CountBy(subject => subject.Group).Select(group => group.Value));
        Assert.Equal(chosen.Select(subject => subject.Identity), SubjectChoice.Of(set, 12, 1, 1).Select(subject => subject.Identity));
        Assert.NotEqual(chosen.Select(subject => subject.Identity), SubjectChoice.Of(set, 12, 1, 2).Select(subject => subject.Identity));
    }

    [Fact]
    public void Of_OnePerson_SaysWhyNobodyCanBeCompared() =>
        Assert.Contains("1 people have a photo of partition 'enrol' and 2 photos", Assert.Throws<EvaluationSetException>(() => SubjectChoice.Of(Set("ann F 2"), null, 1, 1)).Message, StringComparison.Ordinal);

    [Fact]
    public void FirstDraw_TakesTheLabelsOwnReference_AndFurtherOnesAny()
    {
        var subjects = SubjectChoice.Of(Set("ann F 6", "bob M 6", "eve F 6", "dan M 6"), null, 1, 1);

        var first = ReferenceDraw.Of(subjects, 1, 1, 1);
        Assert.Equal(subjects.Select(subject => subject.References[0]), first.Enrolments.Select(enrolment => enrolment.Photos[0]));
        for (var number = 1; number <= 4; number++)
        {
            var draw = ReferenceDraw.Of(subjects, number, 2, 1);
            // Every photo is a reference or a probe, and none is both.
            Assert.Equal(Enumerable.Range(0, 24), draw.Enrolments.SelectMany(enrolment => enrolment.Photos).Concat(draw.Probes.Select(probe => probe.Photo)).Order());
            Assert.All(draw.Enrolments, enrolment => Assert.Subset(subjects[enrolment.Person].Photos.ToHashSet(), enrolment.Photos.ToHashSet()));
            Assert.All(draw.Probes, probe => Assert.Contains(probe.Photo, subjects[probe.Person].Photos));
        }

        Assert.NotEqual(
            ReferenceDraw.Of(subjects, 2, 1, 1).Enrolments.SelectMany(enrolment => enrolment.Photos),
            ReferenceDraw.Of(subjects, 3, 1, 1).Enrolments.SelectMany(enrolment => enrolment.Photos));
    }

    /// <summary>People as "name group photos", the first photo for enrolment.</summary>
    private static EvaluationSet Set(params string[] people)
    {
        Label[] labels = [.. people.Select(person => person.Split(' ')).SelectMany(person => Enumerable.Range(0, int.Parse(person[2], System.Globalization.CultureInfo.InvariantCulture))
            .Select(photo => new Label(0, $"{person[0]}/{photo}", person[0], person[1], photo == 0 ? PartitionName.Reference : PartitionName.Probe)))];
        return EvaluationSet.Of(labels, [.. labels.Select((_, i) => new float[] { 1, i })]);
    }
}
