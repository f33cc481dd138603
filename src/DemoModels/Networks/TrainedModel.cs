using Microsoft.ML.OnnxRuntime;
using Mote.Vision.Onnx;

namespace Mote.DemoModels.Networks;

/// <summary>A trained network, with what TorchSharp made of a few examples, which the exported file is held to.</summary>
/// <param name="Network">The network.</param>
/// <param name="Examples">Inputs, one after another.</param>
/// <param name="Answers">What TorchSharp gave, one after another.</param>
internal sealed record TrainedModel(LayeredNetwork Network, float[] Examples, float[] Answers)
{
    private const float MostDifference = 1e-4f;

    /// <summary>The ONNX file, once ONNX Runtime has given the same answers.</summary>
    /// <exception cref="InvalidOperationException">It gave others.</exception>
    public byte[] Export(out float difference)
    {
        var file = OnnxWriter.Write(Network);
        difference = LargestDifference(file);
        return difference <= MostDifference
            ? file
            : throw new InvalidOperationException($"ONNX Runtime and TorchSharp differ by {difference}.");
    }

    public float LargestDifference(byte[] file)
    {
        using var session = new InferenceSession(file);
        using var run = new RunOptions();
        var (shape, length) = ((long[])[1, .. Network.InputShape], Network.InputShape.Aggregate(1, (product, edge) => product * edge));
        var largest = 0f;
        var answers = Answers.Length / (Examples.Length / length);
        for (var example = 0; example < Examples.Length / length; example++)
        {
            using var input = OrtValue.CreateTensorValueFromMemory(Examples[(example * length)..((example + 1) * length)], shape);
            using var outputs = session.Run(run, [Network.Input], [input], [Network.Output]);
            var values = outputs[0].GetTensorDataAsSpan<float>();
            for (var i = 0; i < answers; i++)
                largest = Math.Max(largest, Math.Abs(values[i] - Answers[example * answers + i]));
        }

        return largest;
    }
}
