using Mote.Recognition.Randomness;

namespace Mote.Portraits.People;

/// <summary>
/// A person who does not exist: the seeded traits of one face. Lengths are in half widths of an average head; the
/// origin is the middle of the face, x to the right and y down.
/// </summary>
public sealed record Person
{
    private const uint Stream = 11;

    // How far the groups' means lie apart from the common one, in deviations within a group, in each of some traits.
    private const double Lean = 0.6;

    private Person(ulong population, int number)
    {
        (Population, Number, Group) = (population, number, number % 2 == 0 ? AttributeGroup.A : AttributeGroup.B);
        var lean = Group == AttributeGroup.A ? -Lean : Lean;
        var random = SeededRandom.Create(Seed(population, number), Stream);
        Head = Head.Draw(random, lean);
        Eyes = Eyes.Draw(random, lean);
        Brows = Brows.Draw(random, lean);
        Nose = Nose.Draw(random, lean);
        Mouth = Mouth.Draw(random, lean);
        Skin = Skin.Draw(random);
        Hair = Hair.Draw(random);
    }

    /// <summary>The seed of the population.</summary>
    public ulong Population { get; }

    /// <summary>The person's number in the population.</summary>
    public int Number { get; }

    /// <summary>The attribute group.</summary>
    public AttributeGroup Group { get; }

    internal Head Head { get; }

    internal Eyes Eyes { get; }

    internal Brows Brows { get; }

    internal Nose Nose { get; }

    internal Mouth Mouth { get; }

    internal Skin Skin { get; }

    internal Hair Hair { get; }

    /// <summary>A person of a population; even numbers are of group A, odd ones of group B.</summary>
    /// <param name="population">The population's seed.</param>
    /// <param name="number">0 or more.</param>
    public static Person Of(ulong population, int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        return new Person(population, number);
    }

    /// <summary>A seed of one thing in a population.</summary>
    internal static ulong Seed(ulong population, int number, int photo = 0) => (population * 1_000_003 + (ulong)number) * 10_007 + (ulong)photo;
}
