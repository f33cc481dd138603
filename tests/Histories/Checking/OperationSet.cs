namespace Mote.Histories.Checking;

/// <summary>Some of the operations of one person's history, of which there are at most 256.</summary>
internal readonly record struct OperationSet(UInt128 Low, UInt128 High)
{
    /// <summary>How many a history may have.</summary>
    public const int Most = 256;

    /// <summary>Whether one is among them.</summary>
    public bool Has(int operation) => ((operation < 128 ? Low >> operation : High >> (operation - 128)) & UInt128.One) != UInt128.Zero;

    /// <summary>These and one more.</summary>
    public OperationSet With(int operation) => operation < 128
        ? this with { Low = Low | (UInt128.One << operation) }
        : this with { High = High | (UInt128.One << (operation - 128)) };

    /// <summary>Whether all of others are among them.</summary>
    public bool HasAll(OperationSet others) => (Low & others.Low) == others.Low && (High & others.High) == others.High;
}
