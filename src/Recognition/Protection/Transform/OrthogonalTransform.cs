using System.Numerics;

namespace Mote.Recognition.Protection.Transform;

/// <summary>
/// A secret rotation of the space of embeddings: what is turned by it keeps all its angles and lengths and none of its
/// directions. Four shuffles with random signs around three Walsh-Hadamard transforms, in O(d log d); where d is no power
/// of two, each transform is of the first and, after random signs, of the last values, as many as the greatest power of
/// two below d, and the shuffles mix the two. Immutable, thread-safe, and the same to the bit on every machine.
/// </summary>
public sealed class OrthogonalTransform
{
    /// <summary>Bytes of a seed.</summary>
    public const int SeedBytes = CounterStream.SeedBytes;

    /// <summary>Fewer dimensions would not be mixed well by three transforms.</summary>
    public const int SmallestDimension = 64;

    /// <summary>The most dimensions, so that one fits on the stack.</summary>
    public const int LargestDimension = 1024;

    private const int Mixings = 3;

    private readonly Shuffle[] _shuffles = new Shuffle[Mixings + 1];
    private readonly Signs[] _signs = new Signs[Mixings];
    private readonly int _block;

    /// <summary>Expands a seed.</summary>
    /// <param name="seed">32 secret bytes.</param>
    /// <param name="dimension">Values an embedding, 64 to 1,024; any number.</param>
    /// <exception cref="ArgumentException">The seed has another length, or the dimension is out of range.</exception>
    public OrthogonalTransform(ReadOnlySpan<byte> seed, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, SmallestDimension);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, LargestDimension);
        Dimension = dimension;
        _block = 1 << BitOperations.Log2((uint)dimension);
        using var stream = new CounterStream(seed);
        for (var i = 0; i < _shuffles.Length; i++)
            _shuffles[i] = Shuffle.Draw(stream, dimension);
        if (_block < dimension)
        {
            for (var i = 0; i < _signs.Length; i++)
                _signs[i] = Signs.Draw(stream, dimension);
        }
    }

    /// <summary>Values an embedding.</summary>
    public int Dimension { get; }

    /// <summary>Turns a vector, without an allocation.</summary>
    /// <param name="vector">d values.</param>
    /// <param name="turned">d values; may be the same memory.</param>
    /// <exception cref="ArgumentException">Not d values.</exception>
    public void Apply(ReadOnlySpan<float> vector, Span<float> turned)
    {
        Require(vector.Length, turned.Length);
        Span<float> scratch = stackalloc float[Dimension];
        _shuffles[0].Apply(vector, scratch);
        Mix(scratch, 0);
        _shuffles[1].Apply(scratch, turned);
        Mix(turned, 1);
        _shuffles[2].Apply(turned, scratch);
        Mix(scratch, 2);
        _shuffles[3].Apply(scratch, turned);
    }

    /// <summary>Turns a vector back, without an allocation.</summary>
    /// <param name="turned">d values.</param>
    /// <param name="vector">d values; may be the same memory.</param>
    /// <exception cref="ArgumentException">Not d values.</exception>
    public void Invert(ReadOnlySpan<float> turned, Span<float> vector)
    {
        Require(turned.Length, vector.Length);
        Span<float> scratch = stackalloc float[Dimension];
        turned.CopyTo(scratch);
        _shuffles[3].Invert(scratch, vector);
        Unmix(vector, 2);
        _shuffles[2].Invert(vector, scratch);
        Unmix(scratch, 1);
        _shuffles[1].Invert(scratch, vector);
        Unmix(vector, 0);
        _shuffles[0].Invert(vector, scratch);
        scratch.CopyTo(vector);
    }

    private void Mix(Span<float> values, int mixing)
    {
        WalshHadamard.Transform(values[.._block]);
        if (_block == values.Length)
            return;

        // Without these the two would nearly undo each other where they share nearly all values.
        _signs[mixing].Flip(values);
        WalshHadamard.Transform(values[^_block..]);
    }

    private void Unmix(Span<float> values, int mixing)
    {
        if (_block < values.Length)
        {
            WalshHadamard.Transform(values[^_block..]);
            _signs[mixing].Flip(values);
        }

        WalshHadamard.Transform(values[.._block]);
    }

    private void Require(int from, int to)
    {
        if (from != Dimension || to != Dimension)
            throw new ArgumentException($"The transform turns {Dimension} values into as many, not {from} into {to}.");
    }
}
