namespace Mote.Recognition.Networks;

/// <summary>How a subject's network is shaped and trained.</summary>
public enum Recipe : byte
{
    /// <summary>d-128-64-16-1 with dropout, binary cross-entropy: the published recipe (arXiv 2505.19920), the baseline of every figure.</summary>
    Paper = 1,

    /// <summary>One hidden layer of at most 8 ReLU units and positive output weights: exactly 0 for nearly every stranger. The default.</summary>
    Compact = 2,

    /// <summary>One untrained unit, the reference itself: the control that shows what training adds to cosine similarity.</summary>
    SingleUnit = 3,
}
