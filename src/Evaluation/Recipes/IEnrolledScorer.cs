namespace Mote.Evaluation.Recipes;

/// <summary>One enrolled person. Thread-safe.</summary>
public interface IEnrolledScorer
{
    /// <summary>Bytes stored of weights, biases, outputs and scales, or of the vector.</summary>
    int Bytes { get; }

    /// <summary>What synthesis and training took on one core.</summary>
    TimeSpan Training { get; }

    /// <summary>Where scores lie on the scale that is calibrated; null without calibration.</summary>
    ScorePlacement? Placement { get; }

    /// <summary>How sure it is that a probe shows the person.</summary>
    /// <param name="probe">What <see cref="IScoredRecipe.Prepare"/> made of the photo.</param>
    float Score(ReadOnlySpan<float> probe);

    /// <summary>Whether it says exactly 0 of a probe; null where silence is not its design.</summary>
    /// <param name="probe">What <see cref="IScoredRecipe.Prepare"/> made of the photo.</param>
    bool? IsSilent(ReadOnlySpan<float> probe);
}
