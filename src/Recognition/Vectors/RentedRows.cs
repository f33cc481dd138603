using System.Buffers;

namespace Mote.Recognition.Vectors;

/// <summary>Packed rows in rented memory, cleared before anybody else gets it. Not thread-safe.</summary>
/// <param name="count">Rows.</param>
/// <param name="dimension">Values a row.</param>
internal sealed class RentedRows(int count, int dimension) : IDisposable
{
    private readonly float[] _rented = ArrayPool<float>.Shared.Rent(PackedRows.Length(count, dimension));
    private PackedRows? _rows;

    /// <summary>The rows, all of them 0 at first.</summary>
    public PackedRows Rows => _rows ??= new PackedRows(count, dimension, _rented);

    /// <summary>Clears the memory and gives it back; the rows must not be used any more.</summary>
    public void Dispose() => ArrayPool<float>.Shared.Return(_rented, clearArray: true);
}
