namespace Mote.Recognition.Networks;

/// <summary>How a stored weight is written.</summary>
public enum WeightPrecision : byte
{
    /// <summary>IEEE 754 single precision.</summary>
    Float32 = 1,

    /// <summary>-127 to 127, with one scale an output.</summary>
    Int8 = 2,

    /// <summary>-7 to 7, two to a byte, with one scale an output.</summary>
    Int4 = 3,
}
