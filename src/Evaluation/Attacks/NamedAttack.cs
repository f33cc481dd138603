namespace Mote.Evaluation.Attacks;

/// <summary>An attack that is ready.</summary>
/// <param name="Name">What it is called in reports: the attack and the features, as <c>svm-weights</c>.</param>
/// <param name="Attack">The attack.</param>
public sealed record NamedAttack(string Name, IPreparedAttack Attack)
{
    /// <summary>Makes every attack ready on every set of features.</summary>
    /// <param name="features">Features of the same people in the same order.</param>
    /// <param name="attacks">The attacks.</param>
    /// <param name="folds">Who is held out together.</param>
    public static IReadOnlyList<NamedAttack> Prepare(IReadOnlyList<FeatureSet> features, IReadOnlyList<IGroupAttack> attacks, Folds folds)
    {
        var pairs = (from set in features from attack in attacks select (set, attack)).ToArray();
        var prepared = new NamedAttack[pairs.Length];
        Parallel.For(0, pairs.Length, i => prepared[i] = new NamedAttack($"{pairs[i].attack.Name}-{pairs[i].set.Name}", pairs[i].attack.Prepare(pairs[i].set, folds)));
        return prepared;
    }
}
