namespace Mote.Recognition.Networks;

/// <summary>
/// What all networks of one recipe have in common: how their layers join, what enters behind a face's direction, and how they
/// speak. Immutable and thread-safe.
/// </summary>
public abstract class NetworkForm
{
    private protected NetworkForm(Recipe recipe) => Recipe = recipe;

    /// <summary>The recipe whose networks have it.</summary>
    public Recipe Recipe { get; }

    /// <summary>
    /// Whether the score is exactly 0 wherever no unit is active, which is where (nearly) every stranger is. Then there is
    /// one hidden layer, all units of which speak for the subject: where they look together is a direction.
    /// </summary>
    public abstract bool HasDeadZone { get; }

    /// <summary>Values that enter behind those of a direction; they are no coordinates, and no transform turns them.</summary>
    public abstract int Scalars { get; }

    /// <summary>
    /// What the networks share, put back to the bit after a rounding has blurred it: a network that was stored in few bits,
    /// changed and stored again would else keep the first rounding and show that it was changed. Where it looks stays as it
    /// is, and so does a network that shares nothing, or was trained in another form.
    /// </summary>
    /// <param name="network">A network of this form, under whatever transform.</param>
    internal virtual Network Restore(Network network) => network;

    /// <summary>Refuses layers of another form.</summary>
    /// <exception cref="ArgumentException">They break the form.</exception>
    internal abstract void Require(IReadOnlyList<DenseLayer> layers);

    /// <summary><see cref="Network.Margin"/>, without an allocation.</summary>
    internal abstract float Margin(ReadOnlySpan<DenseLayer> layers, ReadOnlySpan<float> input);
}
