namespace Mote.Vision.Onnx;

/// <summary>A layer of a <see cref="LayeredNetwork"/>.</summary>
public abstract record Layer;

/// <summary>A two-dimensional convolution, with the same padding on all sides.</summary>
/// <param name="Inputs">Channels in.</param>
/// <param name="Outputs">Channels out.</param>
/// <param name="Kernel">The edge of the kernel.</param>
/// <param name="Stride">The stride.</param>
/// <param name="Padding">Zeros added on each side.</param>
/// <param name="Groups">1, or <paramref name="Inputs"/> for a depthwise convolution.</param>
/// <param name="Weights">[Outputs, Inputs / Groups, Kernel, Kernel], row after row.</param>
/// <param name="Biases">[Outputs].</param>
/// <param name="IsRectified">Whether negative outputs become 0.</param>
public sealed record Convolution(
    int Inputs, int Outputs, int Kernel, int Stride, int Padding, int Groups, ReadOnlyMemory<float> Weights, ReadOnlyMemory<float> Biases, bool IsRectified) : Layer;

/// <summary>A fully connected layer over everything before it.</summary>
/// <param name="Inputs">Values in.</param>
/// <param name="Outputs">Values out.</param>
/// <param name="Weights">[Outputs, Inputs], row after row.</param>
/// <param name="Biases">[Outputs].</param>
/// <param name="IsRectified">Whether negative outputs become 0.</param>
public sealed record Dense(int Inputs, int Outputs, ReadOnlyMemory<float> Weights, ReadOnlyMemory<float> Biases, bool IsRectified) : Layer;
