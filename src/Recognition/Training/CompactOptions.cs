namespace Mote.Recognition.Training;

/// <summary>How <see cref="CompactTrainer"/> trains.</summary>
public sealed record CompactOptions
{
    /// <summary>Hidden units, 1 to 8.</summary>
    public int Units { get; init; } = Networks.Network.MostCompactUnits;

    /// <summary>Optimiser steps.</summary>
    public int Steps { get; init; } = 500;

    /// <summary>The peak of the learning rate.</summary>
    public double LearningRate { get; init; } = 1e-2;

    /// <summary>The weight decay of AdamW.</summary>
    public double WeightDecay { get; init; } = 1e-2;

    /// <summary>The weight of the term that silences every unit on strangers.</summary>
    public double Silence { get; init; } = 0.3;

    /// <summary>The slope of the target above tau0.</summary>
    public float Slope { get; init; } = 10;

    /// <summary>The largest target.</summary>
    public float Ceiling { get; init; } = 6;

    internal void Validate()
    {
        if (Units is < 1 or > Networks.Network.MostCompactUnits)
            throw new ArgumentOutOfRangeException(nameof(Units), Units, $"Units is 1 to {Networks.Network.MostCompactUnits}.");
        if (Steps < 1 || !(LearningRate > 0) || !(Slope > 0) || !(Ceiling > 0) || !(Silence >= 0) || !(WeightDecay >= 0))
            throw new ArgumentException("Steps, LearningRate, Slope and Ceiling are positive; Silence and WeightDecay are 0 or more.");
    }
}
