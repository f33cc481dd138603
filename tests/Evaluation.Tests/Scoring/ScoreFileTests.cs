using Mote.Evaluation.Recipes;
using Mote.Evaluation.Scoring;

namespace Mote.Evaluation.Tests.Scoring;

public sealed class ScoreFileTests : IDisposable
{
    private static readonly ScoredEnrolment Ann = new(3, [0.5f, -1], new ScorePlacement(0.25, 2), 141, 7, 1.5, 80);
    private static readonly ScoredEnrolment Bob = new(0, [1f, 2], null, 512, null, 0, 30);

    private readonly string _path = Path.GetTempFileName();

    [Fact]
    public void Open_WhatWasAdded_IsThereAgain()
    {
        Write(Ann, Bob, ScoredEnrolment.Failure(9));

        using var file = ScoreFile.Open(_path);
        Assert.Equivalent(new[] { Ann, Bob, ScoredEnrolment.Failure(9) }, file.Before, strict: true);
        Assert.True(file.Before[2].IsFailure);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(30)]
    [InlineData(63)]
    public void Open_LastRecordTorn_KeepsTheOthersAndGoesOnBehindThem(int missing)
    {
        Write(Ann, Bob);
        File.WriteAllBytes(_path, File.ReadAllBytes(_path)[..^missing]);

        Write(Bob with { Number = 5 });

        using var file = ScoreFile.Open(_path);
        Assert.Equal([3, 5], file.Before.Select(enrolment => enrolment.Number));
    }

    [Fact]
    public void Open_ByteChanged_KeepsWhatIsBeforeIt()
    {
        Write(Ann, Bob);
        var content = File.ReadAllBytes(_path);
        content[^20] ^= 1;
        File.WriteAllBytes(_path, content);

        using var file = ScoreFile.Open(_path);
        Assert.Equal([3], file.Before.Select(enrolment => enrolment.Number));
    }

    [Fact]
    public void Open_WhileAnotherRunWrites_IsRefused()
    {
        using var file = ScoreFile.Open(_path);
        Assert.Throws<IOException>(() => ScoreFile.Open(_path));
    }

    public void Dispose() => File.Delete(_path);

    private void Write(params ScoredEnrolment[] enrolments)
    {
        using var file = ScoreFile.Open(_path);
        foreach (var enrolment in enrolments)
            file.Add(enrolment);
    }
}
