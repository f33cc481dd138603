namespace Mote.Evaluation.Attacks;

/// <summary>An attack on certain features, ready for any labels. Thread-safe; the same labels give the same guesses.</summary>
public interface IPreparedAttack
{
    /// <summary>Guesses the group of everybody, by models that were trained without the person's fold.</summary>
    /// <param name="labels">The group of each person, numbered from 0; every group occurs in the training part of every fold.</param>
    /// <param name="groups">Groups, at least 2.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <returns>A group for each person.</returns>
    int[] Guess(IReadOnlyList<int> labels, int groups, CancellationToken cancellationToken);
}
