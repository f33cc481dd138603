namespace Mote.Storage.Envelopes;

/// <summary>What is wrong with a stored record.</summary>
public enum EnvelopeFault
{
    /// <summary>It does not begin as an envelope does: something else wrote it.</summary>
    NotAnEnvelope,

    /// <summary>It is of a format this version does not know.</summary>
    UnknownVersion,

    /// <summary>It is shorter than any, or of the first form and not as long as it declares: it was cut short or something was added.</summary>
    WrongLength,

    /// <summary>Its checksum does not match: bytes have changed.</summary>
    Damaged,

    /// <summary>It is of the first form, whole, and belongs to another grain or state: it was copied or renamed.</summary>
    WrongAddress,

    /// <summary>It is whole and in its place, but the state could not be deserialised.</summary>
    Unreadable,
}
