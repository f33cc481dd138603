namespace Mote.Attacks;

/// <summary>What was measured of one way to make an attack on one set of features.</summary>
/// <param name="Contender">The way.</param>
/// <param name="Set">The features.</param>
/// <param name="Strength">Its balanced accuracy over all folds.</param>
/// <param name="Gain">That less our own on the same folds.</param>
/// <param name="UnderPermutation">The mean balanced accuracy under permuted labels, where nothing is to be found.</param>
/// <param name="PreparationMs">The median time of what does not depend on labels.</param>
/// <param name="GuessMs">The median time of one labelling.</param>
/// <param name="AllocatedMb">What one labelling allocates of the managed heap.</param>
/// <param name="PeakMb">What all of it has resident at most, more than before; null where it is not known.</param>
/// <param name="IsRepeatable">Whether everything again, several at once, gives the same guesses.</param>
internal sealed record Measured(
    Contender Contender, string Set, Estimate Strength, Estimate Gain, double UnderPermutation, double PreparationMs, double GuessMs, double AllocatedMb, double? PeakMb, bool IsRepeatable)
{
    // The labels as they are, then permuted.
    private const int Labellings = 201;

    /// <summary>What an audit spends on it.</summary>
    public double AuditMs => PreparationMs + Labellings * GuessMs;
}
