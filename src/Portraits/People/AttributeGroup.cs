namespace Mote.Portraits.People;

/// <summary>
/// The two groups of synthetic people. They stand for no group of real people: several facial proportions differ a
/// little on average between them, and photos of <see cref="B"/> vary more, so that there is an unfairness to measure.
/// </summary>
public enum AttributeGroup
{
    /// <summary>People whose photos vary less.</summary>
    A,

    /// <summary>People whose photos vary more.</summary>
    B,
}
