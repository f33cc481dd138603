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

    internal void Validate()
    {
        if (Dropout is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(Dropout), Dropout, "Dropout is 0 or more and below 1.");
        if (BatchSize < 1 || MostEpochs < 1 || Patience < 1 || Jitter < 0 || !(LearningRate > 0) || !(WeightDecay >= 0) || Hidden.Count == 0 || Hidden.Any(width => width < 1))
            throw new ArgumentException("BatchSize, MostEpochs, Patience, LearningRate and every hidden width are positive; Jitter and WeightDecay are 0 or more.");
    }
}
