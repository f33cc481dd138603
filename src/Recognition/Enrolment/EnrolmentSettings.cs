using Mote.Recognition.Calibration;
using Mote.Recognition.Networks;
using Mote.Recognition.Recipes;

namespace Mote.Recognition.Enrolment;

/// <summary>How a subject is enrolled.</summary>
public sealed record EnrolmentSettings
{
    private readonly double _balance = 0.5;
    private readonly double _target = 1e-4;
    private readonly double _shift;

    /// <summary>How the network is shaped and trained.</summary>
    public Recipe Recipe { get; init; } = RecipeBook.Default.Form.Recipe;

    /// <summary>
    /// The weight of the first attribute group, 0 to 1, the rest shared evenly by the others: the fairness dial, for recipes
    /// that heed it (<see cref="IRecipe.HeedsBalance"/>).
    /// </summary>
    public double Balance
    {
        get => _balance;
        init => _balance = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Balance), value, "The balance is a number from 0 to 1.");
    }

    /// <summary>The false-match rate that decides, above 0 and below 1; the smallest the cohort carries if that is larger.</summary>
    public double TargetFalseMatchRate
    {
        get => _target;
        init => _target = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(TargetFalseMatchRate), value, "The target false-match rate is above 0 and below 1.");
    }

    /// <summary>What the realm's <see cref="GroupPolicy"/> adds to the subject's standardised margins, finite; 0 for none.</summary>
    public double Shift
    {
        get => _shift;
        init => _shift = double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(Shift), value, "The shift is a finite number.");
    }

    /// <summary>How the weights are stored.</summary>
    public WeightPrecision Precision { get; init; } = WeightPrecision.Int8;

    /// <summary>The same seed gives the same weights again.</summary>
    public ulong Seed { get; init; }
}
