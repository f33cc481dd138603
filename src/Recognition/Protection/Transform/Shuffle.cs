using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mote.Recognition.Protection.Transform;

/// <summary>A random permutation with signs: each place takes one value from elsewhere, as it is or negated.</summary>
internal readonly struct Shuffle
{
    private readonly int[] _sources;
    private readonly Signs _signs;

    private Shuffle(int[] sources, Signs signs) => (_sources, _signs) = (sources, signs);

    /// <summary>Fisher and Yates from the last place down, then the signs.</summary>
    public static Shuffle Draw(CounterStream stream, int count)
    {
        var sources = new int[count];
        for (var i = 0; i < count; i++)
            sources[i] = i;
        for (var i = count - 1; i > 0; i--)
        {
            var other = stream.Below(i + 1);
            (sources[i], sources[other]) = (sources[other], sources[i]);
        }

        return new Shuffle(sources, Signs.Draw(stream, count));
    }

    public void Apply(ReadOnlySpan<float> from, Span<float> to)
    {
        // Sources are places of a permutation of that many, so nothing lies outside; a check of each would cost a third more.
        ref var first = ref MemoryMarshal.GetReference(from[.._sources.Length]);
        var sources = _sources.AsSpan(0, to.Length);
        for (var i = 0; i < to.Length; i++)
            to[i] = Unsafe.Add(ref first, sources[i]);
        _signs.Flip(to);
    }

    /// <summary>Puts the values back; changes what it is given.</summary>
    public void Invert(Span<float> from, Span<float> to)
    {
        var sources = _sources.AsSpan(0, to.Length);
        _signs.Flip(from);
        for (var i = 0; i < to.Length; i++)
            to[sources[i]] = from[i];
    }
}
