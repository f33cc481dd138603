namespace Mote.Recognition.Training;

/// <summary>How <see cref="PaperTrainer"/> trains; the defaults are the published ones (arXiv 2505.19920).</summary>
public sealed record PaperOptions
{
    /// <summary>Widths of the hidden layers; the published small variant is 64, 16.</summary>
    public IReadOnlyList<int> Hidden { get; init; } = [128, 64, 16];

    /// <summary>Each width is changed by up to so many units, so that no two people's networks align; 0 for none, 10 as published.</summary>
    public int Jitter { get; init; }

    /// <summary>The share of hidden values left out of each training step.</summary>
    public double Dropout { get; init; } = 0.5;

    /// <summary>The learning rate of AdamW.</summary>
    public double LearningRate { get; init; } = 1.5e-3;

    /// <summary>The weight decay of AdamW.</summary>
    public double WeightDecay { get; init; } = 5e-5;

    /// <summary>Samples a step.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>At most so many passes over the training set.</summary>
    public int MostEpochs { get; init; } = 120;

    /// <summary>Stop after so many passes without a better validation loss.</summary>
    public int Patience { get; init; } = 5;
}
