namespace Mote.Recognition.Training;

/// <summary>How <see cref="CompactTrainer"/> trains. The defaults were chosen on cohort people alone (docs/evaluation.md).</summary>
public sealed record CompactOptions
{
    /// <summary>The most hidden units.</summary>
    public const int MostUnits = 8;

    /// <summary>Hidden units, 1 to 8.</summary>
    public int Units { get; init; } = 3;

    /// <summary>The cosine of every unit to the direction they share, above 0 and at most 1.</summary>
    public double Spread { get; init; } = 0.97;

    /// <summary>Steps of gradient descent.</summary>
    public int Steps { get; init; } = 8;

    /// <summary>The first step's length in radians, about; it falls to 0 along a line.</summary>
    public double Rate { get; init; } = 0.05;

    /// <summary>How soft the largest and smallest margins are taken, in units of cosine, positive.</summary>
    public double Softness { get; init; } = 0.2;

    /// <summary>Cohort photos to be told from, those most like the reference first.</summary>
    public int Impostors { get; init; } = 256;

    /// <summary>Synthetic genuine samples of each attribute group.</summary>
    public int Genuine { get; init; } = 64;

    /// <summary>How strongly a balance away from equal shares turns a network; 0 or more.</summary>
    public float Dial { get; init; } = 0.3f;

    /// <summary>The score's rise for each unit of cosine, positive.</summary>
    public float Slope { get; init; } = 10;

    internal void Validate()
    {
        if (Units is < 1 or > MostUnits)
            throw new ArgumentOutOfRangeException(nameof(Units), Units, $"Units is 1 to {MostUnits}.");
        if (!(Spread is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(Spread), Spread, "Spread is above 0 and at most 1.");
        if (Steps < 0 || Impostors < 1 || Genuine < 1 || !(Rate > 0) || !(Softness > 0) || !(Slope > 0) || !(Dial >= 0))
            throw new ArgumentException("Impostors, Genuine, Rate, Softness and Slope are positive; Steps and Dial are 0 or more.");
    }
}
