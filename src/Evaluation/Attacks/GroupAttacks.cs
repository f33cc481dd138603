namespace Mote.Evaluation.Attacks;

/// <summary>Every way to tell groups apart, quick ones first.</summary>
public static class GroupAttacks
{
    /// <summary>Logistic regression, support vectors, nearest neighbours, a random forest and a small perceptron.</summary>
    public static IReadOnlyList<IGroupAttack> All { get; } = [new NearestNeighbours(), new LogisticRegression(), new SupportVectors(), new SmallPerceptron(), new RandomForest()];
}
