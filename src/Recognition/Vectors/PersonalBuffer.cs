using System.Buffers;

namespace Mote.Recognition.Vectors;

/// <summary>Rented memory for what tells of a face: cleared before anybody else gets it.</summary>
internal readonly ref struct PersonalBuffer : IDisposable
{
    private readonly float[] _rented;

    /// <summary>Rents.</summary>
    /// <param name="length">Values.</param>
    public PersonalBuffer(int length)
    {
        _rented = ArrayPool<float>.Shared.Rent(length);
        Values = _rented.AsSpan(0, length);
    }

    /// <summary>The values; at first whatever they were.</summary>
    public Span<float> Values { get; }

    /// <summary>Clears and gives back.</summary>
    public void Dispose()
    {
        Values.Clear();
        ArrayPool<float>.Shared.Return(_rented);
    }
}
