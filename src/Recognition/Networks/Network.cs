using Mote.Recognition.Vectors;

namespace Mote.Recognition.Networks;

/// <summary>
/// A subject's own network: fully connected, ReLU between layers, one linear output. Immutable and thread-safe; a score
/// allocates nothing.
/// </summary>
public sealed class Network
{
    /// <summary>The widest layer any network may have, so that scoring can work on the stack.</summary>
    public const int WidestLayer = 2048;

    private readonly DenseLayer[] _layers;

    /// <summary>Joins layers to a network.</summary>
    /// <param name="form">The form of its recipe.</param>
    /// <param name="layers">From the embedding to the one output.</param>
    /// <exception cref="ArgumentException">The shapes do not join, or break the form.</exception>
    public Network(NetworkForm form, IReadOnlyList<DenseLayer> layers)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(layers);
        if (layers.Count < 2)
            throw new ArgumentException("A network has at least two layers.", nameof(layers));
        for (var i = 1; i < layers.Count; i++)
        {
            if (layers[i].Inputs != layers[i - 1].Outputs)
                throw new ArgumentException($"Layer {i} takes {layers[i].Inputs} values, the layer before gives {layers[i - 1].Outputs}.", nameof(layers));
        }

        if (layers[^1].Outputs != 1)
            throw new ArgumentException("The last layer has one output.", nameof(layers));
        form.Require(layers);
        if (layers[0].Inputs > WidestLayer || layers.Any(layer => layer.Outputs > WidestLayer))
            throw new ArgumentException($"No layer is wider than {WidestLayer}.", nameof(layers));

        Form = form;
        _layers = [.. layers];
    }

    /// <summary>What it has in common with all networks of its recipe.</summary>
    public NetworkForm Form { get; }

    /// <summary>How it was shaped and trained.</summary>
    public Recipe Recipe => Form.Recipe;

    /// <summary>Values it takes: those of a direction, then the scalars of its form.</summary>
    public int InputLength => _layers[0].Inputs;

    /// <summary>Values of a direction, d: the first of the input; an orthogonal transform may turn them and nothing else.</summary>
    public int Dimension => InputLength - Form.Scalars;

    /// <summary>From the embedding to the one output.</summary>
    public IReadOnlyList<DenseLayer> Layers => _layers;

    /// <summary>
    /// What the network says: the margin, and where its form has a dead zone exactly 0 for all that lies in it, which is
    /// (nearly) every stranger.
    /// </summary>
    /// <param name="input"><see cref="InputLength"/> values, a direction of length 1 first.</param>
    public float Score(ReadOnlySpan<float> input)
    {
        var margin = Margin(input);
        return Form.HasDeadZone ? Math.Max(0, margin) : margin;
    }

    /// <summary>
    /// A score that exists everywhere and orders like <see cref="Score"/>: the score where it is above 0, else the
    /// largest <c>h a_j (w_j . x + b_j)</c>, which is at most 0 and tells how far the nearest of h units is from
    /// speaking. Continuous, since both are 0 where the first unit becomes active. The factor h makes up for units that
    /// speak together above 0 and one by one below: without it the slope changes h-fold there, in the middle of the
    /// tail that calibration fits. Where there is no dead zone it is the logit.
    /// </summary>
    /// <param name="input"><see cref="InputLength"/> values, a direction of length 1 first.</param>
    public float Margin(ReadOnlySpan<float> input)
    {
        if (input.Length != InputLength)
            throw new ArgumentException($"The network takes {InputLength} values, not {input.Length}.", nameof(input));

        return Form.Margin(_layers, input);
    }

    /// <summary><see cref="Margin"/> of every row.</summary>
    /// <param name="inputs">Rows of <see cref="InputLength"/> values.</param>
    /// <param name="margins">One value a row.</param>
    /// <exception cref="ArgumentException">The rows are of another length, or there is not one margin for each.</exception>
    public void Margins(EmbeddingSet inputs, Span<float> margins)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (margins.Length != inputs.Count)
            throw new ArgumentException($"{inputs.Count} faces have {inputs.Count} margins, not {margins.Length}.", nameof(margins));
        for (var row = 0; row < inputs.Count; row++)
            margins[row] = Margin(inputs[row]);
    }

    /// <summary>A network of the same form and output with another first layer, such as one in other coordinates.</summary>
    public Network WithFirst(DenseLayer layer) => new(Form, [layer, .. _layers.Skip(1)]);
}
