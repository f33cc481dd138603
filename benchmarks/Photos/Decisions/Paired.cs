namespace Mote.Photos.Decisions;

/// <summary>One condition beside another over the same photos, with intervals by a bootstrap over people.</summary>
internal static class Paired
{
    private const int Draws = 2000;

    /// <summary>The share of probes about which both say the same: match, no match, or refused.</summary>
    public static Interval Agreement(ConditionFigures condition, ConditionFigures upright) =>
        Of(condition, upright, (one, other) => one.IsMatch == other.IsMatch && (one.Refusal is null) == (other.Refusal is null) ? 1 : 0, (_, _) => 1);

    /// <summary>Matches in the condition, as a share of the matches in the other.</summary>
    public static Interval Matches(ConditionFigures condition, ConditionFigures upright) =>
        Of(condition, upright, (one, _) => one.IsMatch ? 1 : 0, (_, other) => other.IsMatch ? 1 : 0);

    /// <summary>Matches in the other that are none in the condition, as a share of them.</summary>
    public static Interval Lost(ConditionFigures condition, ConditionFigures upright) =>
        Of(condition, upright, (one, other) => other.IsMatch && !one.IsMatch ? 1 : 0, (_, other) => other.IsMatch ? 1 : 0);

    private static Interval Of(ConditionFigures condition, ConditionFigures upright, Func<ProbeOutcome, ProbeOutcome, double> counted, Func<ProbeOutcome, ProbeOutcome, double> among)
    {
        (double Counted, double Among)[] people = [.. condition.Outcomes.Zip(upright.Outcomes).GroupBy(pair => pair.First.Person)
            .Select(person => (person.Sum(pair => counted(pair.First, pair.Second)), person.Sum(pair => among(pair.First, pair.Second))))];
        var random = new MathNet.Numerics.Random.MersenneTwister(1);
        var drawn = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            var (sum, of) = (0.0, 0.0);
            for (var i = 0; i < people.Length; i++)
            {
                var person = people[random.Next(people.Length)];
                (sum, of) = (sum + person.Counted, of + person.Among);
            }

            drawn[draw] = sum / of;
        }

        Array.Sort(drawn);
        return new Interval(people.Sum(person => person.Counted) / people.Sum(person => person.Among), drawn[(int)(0.025 * Draws)], drawn[(int)(0.975 * Draws)]);
    }

    /// <summary>A share with its interval of 95 %.</summary>
    internal readonly record struct Interval(double Share, double Low, double High)
    {
        public override string ToString() => FormattableString.Invariant($"{100 * Share:F1} % ({100 * Low:F1} to {100 * High:F1})");
    }
}
