using System.CommandLine;
using System.Globalization;
using Mote.Cli.Output;
using Mote.Vision;
using Mote.Vision.Embedding;

namespace Mote.Cli.Models;

/// <summary>The manifest of an embedder of one's own: names and sizes from the file, the rest from the command line.</summary>
internal static class OwnEmbedder
{
    public static readonly Option<string?> Name = new("--name") { Description = "A name for people." };
    public static readonly Option<string?> Licence = new("--licence") { Description = "The model's licence, as an SPDX identifier where there is one." };
    private static readonly Option<string?> Colours = new("--colours") { Description = "The order of an embedder's colour planes: rgb or bgr." };
    private static readonly Option<float?> Scale = new("--scale") { CustomParser = InvariantNumber.OptionalSingle, Description = "What an embedder's pixel value of 0 to 255 is multiplied by: (pixel * scale - mean) / deviation." };
    private static readonly Option<string?> Mean = new("--mean") { Description = "What is then taken away, one a plane: 0.5,0.5,0.5" };
    private static readonly Option<string?> Deviation = new("--deviation") { Description = "What it is then divided by, one a plane: 0.5,0.5,0.5" };
    private static readonly Option<string?> Output = new("--output") { Description = "Which output holds the embedding, where an embedder has several." };

    private const int Edge = 112;

    public static IReadOnlyList<Option> Options { get; } = [Name, Licence, Colours, Scale, Mean, Deviation, Output];

    /// <exception cref="UsageException">An option is missing or wrong, or the file has not an embedder's input and output.</exception>
    public static EmbedderManifest Manifest(ParseResult parsed, string path, ModelInspection model, string sha256)
    {
        // Guessed preprocessing would run, and match badly.
        string[] missing = [.. new Option[] { Name, Licence, Colours, Scale, Mean, Deviation }.Where(option => parsed.GetResult(option) is null).Select(option => option.Name)];
        if (missing.Length > 0)
            throw new UsageException($"'{path}' is no known detector, so it is taken for an embedder, and {string.Join(", ", missing)} must be given: the model's own page says how it was trained.");
        var (output, dimension) = EmbeddingOutput(parsed, path, model);
        return new EmbedderManifest
        {
            Name = parsed.GetRequiredValue(Name)!,
            Licence = parsed.GetRequiredValue(Licence)!,
            Sha256 = sha256,
            Input = FaceInput(path, model),
            Edge = Edge,
            Colours = parsed.GetValue(Colours) switch
            {
                "rgb" => ColourOrder.Rgb,
                "bgr" => ColourOrder.Bgr,
                var other => throw new UsageException($"--colours is rgb or bgr, not '{other}'."),
            },
            Scale = parsed.GetValue(Scale)!.Value,
            Mean = Planes(parsed, Mean),
            Deviation = Planes(parsed, Deviation) is var deviation && deviation.Contains(0) ? throw new UsageException("--deviation divides, so none of its values is 0.") : deviation,
            Output = output,
            Dimension = dimension,
        };
    }

    private static string FaceInput(string path, ModelInspection model) =>
        model.Inputs.Count == 1 && model.Inputs.Single() is var (name, shape) && shape is [.., 3, Edge, Edge]
            ? name
            : throw new UsageException($"'{path}' is no embedder: it takes {Described(model.Inputs)}, one input of [1, 3, {Edge}, {Edge}] is needed.");

    private static (string Name, int Dimension) EmbeddingOutput(ParseResult parsed, string path, ModelInspection model)
    {
        var wanted = parsed.GetValue(Output);
        var outputs = model.Outputs.Where(output => output.Value is [_, > 0] && (wanted is null || output.Key == wanted)).ToArray();
        return outputs is [var (name, shape)]
            ? (name, shape[^1])
            : throw new UsageException($"'{path}' gives {Described(model.Outputs)}: an embedder gives one vector, [1, length]; --output names it where there are several.");
    }

    private static float[] Planes(ParseResult parsed, Option<string?> option)
    {
        var values = parsed.GetValue(option)!.Split(',').Select(text => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && float.IsFinite(value) ? value : float.NaN).ToArray();
        return values.Length == 3 && !values.Contains(float.NaN) ? values : throw new UsageException($"{option.Name} has three values, one a colour plane, such as 0.5,0.5,0.5.");
    }

    private static string Described(IReadOnlyDictionary<string, IReadOnlyList<int>> nodes) =>
        string.Join(" and ", nodes.Select(node => $"'{node.Key}' of [{string.Join(", ", node.Value)}]"));
}
