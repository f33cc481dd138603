using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Mote.Recognition.Training;

/// <summary>
/// Tensors in memory that libtorch has allocated, and so aligned. A tensor made from an array lies where the array does,
/// which differs from run to run, and its matrix products round differently with the alignment: then the same seed would
/// not give the same weights.
/// </summary>
internal static class TensorMemory
{
    /// <summary>A tensor of its own with these values.</summary>
    public static Tensor Copy(ReadOnlySpan<float> values, params ReadOnlySpan<long> shape)
    {
        var tensor = zeros(shape.ToArray());
        values.CopyTo(Span(tensor));
        return tensor;
    }

    /// <summary>The values of a contiguous tensor in place.</summary>
    public static Span<float> Span(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
