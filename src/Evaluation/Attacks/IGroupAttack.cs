namespace Mote.Evaluation.Attacks;

/// <summary>A way to tell from features to which attribute group somebody belongs. Thread-safe.</summary>
public interface IGroupAttack
{
    /// <summary>What it is called in reports.</summary>
    string Name { get; }

    /// <summary>Computes once what does not depend on labels, since the same features are attacked for every permutation of them.</summary>
    /// <param name="features">The features.</param>
    /// <param name="folds">Who is held out together.</param>
    IPreparedAttack Prepare(FeatureSet features, Folds folds);
}
