using CsCheck;
using Microsoft.Extensions.Options;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Rates;
using Mote.Protocol;
using Mote.Recognition.Calibration;
using Mote.Recognition.Networks;

namespace Mote.Grains.Tests.Rates;

public sealed class RateRuleTests
{
    private const string Realm = "site";
    private const int Comparisons = 1_000_000;

    private static readonly Caller Desk = new("desk", Realm, ScopeSet.Of(Scope.Verify));

    // From 1e-7, which the tail does not state, to 1.
    private static readonly Gen<double> Rates = Gen.Double[-7, 0].Select(power => Math.Pow(10, power));

    /// <summary>Whoever has a say, and however they differ: the strictest decides, and what is asked for changes nothing but to make it stricter.</summary>
    [Fact]
    public void OfDecision_AnyRates_IsTheStrictestAndNeverAboveTheCeiling() => Gen.Select(
        Rates, Rates, Gen.Select(Rates, Gen.Bool), Gen.Select(Rates, Gen.Bool), Gen.Select(Rates, Gen.Bool)).Sample((own, ceiling, keys, doors, asked) =>
        {
            ceiling = Math.Min(ceiling, 0.5);
            var calibration = Enrolled(own);
            var rule = Rule(options =>
            {
                options.TargetFalseMatchRate = options.MostFalseMatchRate = ceiling;
                if (doors.Item2)
                    options.Doors["north"] = new DoorRate { TargetFalseMatchRate = doors.Item1 };
            });
            var caller = Desk with { Door = "north", TargetFalseMatchRate = keys.Item2 ? keys.Item1 : null };
            var wish = asked.Item2 ? Math.Min(asked.Item1, ceiling) : (double?)null;
            var decides = rule.OfDecision(Realm, calibration, caller, wish);

            double[] say = [calibration.TargetFalseMatchRate, ceiling, .. doors.Item2 ? [doors.Item1] : (double[])[], .. keys.Item2 ? [keys.Item1] : (double[])[], wish ?? 1];
            Assert.Equal(Math.Max(say.Min(), calibration.Tail.LowestRate), decides);
            Assert.True(decides <= rule.OfPerson(Realm, calibration) && rule.OfPerson(Realm, calibration) <= calibration.TargetFalseMatchRate);
            Assert.True(decides <= rule.OfDecision(Realm, calibration, caller, null));
            Assert.True(rule.OfReplacement(Realm, calibration, caller) <= rule.OfDecision(Realm, calibration, caller, null));
        });

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(-1e-4)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Asked_NoRate_IsInvalidForDecisionsAsForEnrolments(double asked)
    {
        var rule = Rule(options => options.MostFalseMatchRate = 1e-2);
        var refusals = new[] { Refused(() => rule.OfDecision(Realm, Enrolled(1e-2), Desk, asked)), Refused(() => rule.OfEnrolment(Realm, asked)) };
        Assert.All(refusals, refusal => Assert.Equal((ProblemCode.InvalidRequest, refusals[0].Message), (refusal.Code, refusal.Message)));
    }

    /// <summary>Also where the person's own rate would decide anyway: whoever asks for more than there is should know.</summary>
    [Fact]
    public void Asked_AboveTheCeiling_IsRefusedWithIt()
    {
        var rule = Rule(options => (options.TargetFalseMatchRate, options.MostFalseMatchRate, options.Realms["clinic"]) = (1e-3, 1e-2, new RealmRates { TargetFalseMatchRate = 1e-5, MostFalseMatchRate = 1e-5 }));
        foreach (var (realm, asked, ceiling) in new[] { (Realm, 2e-2, 1e-2), ("clinic", 1e-4, 1e-5) })
        {
            var refusals = new[] { Refused(() => rule.OfDecision(realm, Enrolled(1e-6), Desk, asked)), Refused(() => rule.OfEnrolment(realm, asked)) };
            Assert.All(refusals, refusal => Assert.Equal((ProblemCode.RateAboveCeiling, asked, ceiling), (refusal.Code, refusal.Measured, refusal.Bound)));
        }

        Assert.Equal(1e-2, rule.OfDecision(Realm, Enrolled(1e-2), Desk, 1e-2));
        Assert.Equal((1e-3, 1e-2, 1e-5), (rule.OfEnrolment(Realm, null), rule.OfEnrolment(Realm, 1e-2), rule.OfEnrolment("clinic", null)));
    }

    [Fact]
    public void Asked_LessThanTheTailStates_IsItsLowest() =>
        Assert.Equal(1.0 / Comparisons, Rule(_ => { }).OfDecision(Realm, Enrolled(1e-4), Desk, 1e-12));

    [Fact]
    public void Door_OfTheRealm_GoesBeforeThatOfAll()
    {
        var rule = Rule(options =>
        {
            options.MostFalseMatchRate = 1e-2;
            options.Doors["north"] = new DoorRate { TargetFalseMatchRate = 1e-3 };
            options.Doors["Vault"] = new DoorRate { TargetFalseMatchRate = 1e-5 };
            options.Realms["clinic"] = new RealmRates { Doors = { ["north"] = new DoorRate { TargetFalseMatchRate = 5e-3 } } };
        });
        Assert.Equal([1e-3, 1e-5, 1e-5, 1e-2], new[] { "north", "Vault", "vault", "south" }.Select(door => At(Realm, door)));
        Assert.Equal([5e-3, 1e-5, 1e-2], new[] { "NORTH", "VAULT", "south" }.Select(door => At("clinic", door)));
        Assert.Equal(1e-2, rule.OfDecision(Realm, Enrolled(1e-2), Desk, null));

        double At(string realm, string door) => rule.OfDecision(realm, Enrolled(1e-2), Desk with { Door = door }, null);
    }

    private static RateRule Rule(Action<RateOptions> set)
    {
        var options = new RateOptions();
        set(options);
        return new RateRule(Options.Create(options));
    }

    private static SubjectCalibration Enrolled(double rate)
    {
        var tail = new PooledTail(Recipe.Compact, 0, 1, 0.9, Comparisons, 10);
        var target = tail.Covered(rate);
        return new SubjectCalibration(0, 1, tail, target, tail.Threshold(target));
    }

    private static MoteException Refused(Func<double> ask) => Assert.Throws<MoteException>(() => _ = ask());
}
