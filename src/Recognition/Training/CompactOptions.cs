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
}
