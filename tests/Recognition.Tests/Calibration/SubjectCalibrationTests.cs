using CsCheck;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using Mote.Recognition.Calibration;
using Mote.Recognition.Networks;
using Mote.Recognition.Randomness;

namespace Mote.Recognition.Tests.Calibration;

public sealed class SubjectCalibrationTests
{
    private const int Strangers = 569;
    private const int Subjects = 80;

    public static TheoryData<string> Shapes => ["normal", "exponential", "student"];

    /// <summary>Every subject has margins of another place and width; the rates achieved on new strangers are those stated.</summary>
    [Theory]
    [MemberData(nameof(Shapes))]
    public void Fit_SubjectsOfManyScales_KeepTheStatedRateOnNewStrangers(string shape)
    {
        var random = SeededRandom.Create(11);
        var subjects = Enumerable.Range(0, Subjects).Select(_ => (Place: random.NextDouble() * 4 - 2, Width: 0.2 + random.NextDouble())).ToArray();
        var tail = PooledTailFit.Fit(Recipe.Compact, [.. subjects.Select(subject => Margins(subject, Strangers))], [.. Enumerable.Range(0, Strangers)]);

        // At 1e-4 the pooled tail itself has seen about five strangers, so the bound is wider there.
        foreach (var (target, factor) in new[] { (1e-2, 1.25), (1e-3, 1.6), (1e-4, 2.5) })
        {
            var (accepted, total) = (0, 0);
            foreach (var subject in subjects)
            {
                var calibration = SubjectCalibration.Fit(Margins(subject, Strangers), tail, target);
                Assert.Equal(target, calibration.FalseMatchRate(calibration.Threshold), 1e-9);
                accepted += Margins(subject, 20_000).Count(margin => calibration.Accepts(margin));
                total += 20_000;
            }

            Assert.InRange((double)accepted / total, target / factor, target * factor);
        }

        float[] Margins((double Place, double Width) subject, int count) =>
            [.. Enumerable.Range(0, count).Select(_ => (float)(subject.Place + subject.Width * Draw(shape, random)))];
    }

    [Fact]
    public void FalseMatchRate_FallsAsTheMarginGrowsAndNeverBelowWhatTheCohortCarries()
    {
        var tail = new PooledTail(Recipe.Compact, -0.1, 1.1, 0.1, 20_000, 40);
        var calibration = new SubjectCalibration(1, 0.5, tail, 1e-3, 3);
        var rates = Enumerable.Range(0, 200).Select(i => calibration.FalseMatchRate(i * 0.1)).ToArray();
        Assert.Equal(rates.OrderDescending(), rates);
        Assert.Equal(0.1, rates[0]);
        Assert.Equal(1 / 20_000.0, rates[^1]);
    }

    [Fact]
    public void Fit_TargetTheCohortDoesNotCarry_TakesTheNearestAndShowsIt()
    {
        var random = SeededRandom.Create(2);
        var tail = new PooledTail(Recipe.Compact, 0, 1, 0.1, 5_000, 10);
        var calibration = SubjectCalibration.Fit([.. Enumerable.Range(0, 500).Select(_ => (float)random.NextDouble())], tail, 1e-6);
        Assert.Equal(1 / 5_000.0, calibration.TargetFalseMatchRate);
        Assert.Throws<ArgumentOutOfRangeException>(() => tail.Threshold(1e-6));
    }

    [Theory]
    [InlineData(1e-6)]
    [InlineData(0.2)]
    [InlineData(double.NaN)]
    public void New_TargetTheTailDoesNotCover_IsRefused(double target) => Assert.Throws<ArgumentException>(
        () => new SubjectCalibration(0, 1, new PooledTail(Recipe.Compact, 0, 1, 0.1, 5_000, 10), target, 3));

    /// <summary>Just above 0 the rate leaves Share without a step, and every rate covered has its margin.</summary>
    [Fact]
    public void Threshold_IsTheInverseOfFalseMatchRateAndJoinsAtZero() =>
        Gen.Select(Gen.Double[-0.4, 0.6], Gen.Double[0.2, 5], Gen.Double[0.02, 0.3], Gen.Double[0, 1]).Sample((shape, scale, share, at) =>
        {
            var tail = new PooledTail(Recipe.Compact, shape, scale, share, 10_000, 10);
            var rate = tail.LowestRate * Math.Pow(tail.Share / tail.LowestRate, 0.999 * at);
            Assert.Equal(1, tail.FalseMatchRate(tail.Threshold(rate)) / rate, 1e-9);
            Assert.Equal(share, tail.FalseMatchRate(0));
            Assert.Equal(share, tail.FalseMatchRate(1e-9 * scale), 1e-8);
        });

    /// <summary>Whatever is asked for: what is accepted at a rate is accepted at every looser one, and nothing that the target does not accept.</summary>
    [Fact]
    public void Accepts_AtAnyRates_IsMonotoneAndNeverLooserThanTheTarget() => Gen.Select(
        Gen.Double[-0.4, 0.6], Gen.Double[0.2, 5], Gen.Double[0, 1], Gen.Double[-2, 12], Gen.Double[-7, 0], Gen.Double[-7, 0]).Sample((shape, scale, at, margin, one, other) =>
        {
            var tail = new PooledTail(Recipe.Compact, shape, scale, 0.1, 10_000, 10);
            var target = Math.Min(tail.Share, tail.LowestRate * Math.Pow(tail.Share / tail.LowestRate, at));
            var calibration = new SubjectCalibration(0.5, 1.5, tail, target, 0.5 + 1.5 * tail.Threshold(target));
            var (strict, loose) = (Math.Pow(10, Math.Min(one, other)), Math.Pow(10, Math.Max(one, other)));
            foreach (var reached in new[] { margin, calibration.Threshold, Math.BitDecrement(calibration.Threshold) })
            {
                var accepted = calibration.Accepts(reached, strict);
                Assert.True(!accepted || calibration.Accepts(reached, loose));
                Assert.True(!accepted || calibration.Accepts(reached));
                Assert.True(!accepted || calibration.FalseMatchRate(reached) <= calibration.Stricter(strict) || calibration.Stricter(strict) == target);
                Assert.Equal(calibration.Accepts(reached), calibration.Accepts(reached, target));
                Assert.Equal(calibration.Accepts(reached), calibration.Accepts(reached, 1));
                Assert.False(calibration.Accepts(reached, double.NaN));
            }

            Assert.InRange(calibration.Stricter(strict), tail.LowestRate, target);
        });

    [Fact]
    public void Stricter_LessThanTheTailStates_IsTheLowest()
    {
        var calibration = new SubjectCalibration(0, 1, new PooledTail(Recipe.Compact, 0, 1, 0.1, 5_000, 10), 1e-2, 3);
        Assert.Equal([2e-4, 2e-4, 1e-3, 1e-2, 1e-2], new[] { 1e-9, 2e-4, 1e-3, 1e-2, 0.5 }.Select(calibration.Stricter));
        Assert.True(calibration.Accepts(100, 1e-9));
    }

    /// <summary>People who were enrolled at 1e-2 are asked about at less, and the strangers that come through are no more than that.</summary>
    [Theory]
    [MemberData(nameof(Shapes))]
    public void Accepts_StricterThanTheEnrolment_KeepsThatRateOnNewStrangers(string shape)
    {
        var random = SeededRandom.Create(13);
        var subjects = Enumerable.Range(0, Subjects).Select(_ => (Place: random.NextDouble() * 4 - 2, Width: 0.2 + random.NextDouble())).ToArray();
        var tail = PooledTailFit.Fit(Recipe.Compact, [.. subjects.Select(subject => Margins(subject, Strangers))], [.. Enumerable.Range(0, Strangers)]);
        foreach (var (asked, factor) in new[] { (1e-3, 1.6), (1e-4, 2.5) })
        {
            var (accepted, total) = (0, 0);
            foreach (var subject in subjects)
            {
                var calibration = SubjectCalibration.Fit(Margins(subject, Strangers), tail, 1e-2);
                accepted += Margins(subject, 20_000).Count(margin => calibration.Accepts(margin, asked));
                total += 20_000;
            }

            Assert.InRange((double)accepted / total, asked / factor, asked * factor);
        }

        float[] Margins((double Place, double Width) subject, int count) =>
            [.. Enumerable.Range(0, count).Select(_ => (float)(subject.Place + subject.Width * Draw(shape, random)))];
    }

    [Fact]
    public void Fit_StrangersAllAlike_HasAPositiveScale()
    {
        var tail = new PooledTail(Recipe.Compact, 0, 1, 0.1, 5_000, 10);
        Assert.True(SubjectCalibration.Fit([.. Enumerable.Repeat(-1f, 100)], tail, 1e-3).Scale > 0);
    }

    /// <summary>A shift of the score is a shift of what every margin is worth, and can be told from the strangers it was fitted to.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.4)]
    [InlineData(-1.3)]
    public void Fit_Shifted_MovesEveryMarginByAsManyUnits(double shift)
    {
        var random = SeededRandom.Create(3);
        var tail = new PooledTail(Recipe.Compact, 0.05, 1.1, 0.1, 50_000, 10);
        float[] strangers = [.. Enumerable.Range(0, 500).Select(_ => (float)Normal.Sample(random, 1, 2))];
        var (plain, shifted) = (SubjectCalibration.Fit([.. strangers], tail, 1e-3), SubjectCalibration.Fit([.. strangers], tail, 1e-3, shift));
        for (var margin = plain.Location + 2 * plain.Scale; margin < plain.Threshold + 5 * plain.Scale; margin += plain.Scale / 3)
        {
            Assert.Equal(plain.FalseMatchRate(margin), shifted.FalseMatchRate(margin - shift * plain.Scale), 1e-12);
            Assert.Equal(plain.Accepts(margin), shifted.Accepts(margin - shift * plain.Scale + 1e-9));
        }

        Assert.Equal(shift, shifted.ShiftFrom([.. strangers]), 1e-12);
    }

    private static double Draw(string shape, RandomSource random) => shape switch
    {
        "normal" => Normal.Sample(random, 0, 1),
        "exponential" => Exponential.Sample(random, 1),
        _ => StudentT.Sample(random, 0, 1, 6),
    };
}
