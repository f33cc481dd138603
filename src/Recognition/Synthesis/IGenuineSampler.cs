using MathNet.Numerics.Random;

namespace Mote.Recognition.Synthesis;

/// <summary>Draws embeddings that stand for further photos of the person of one reference. Immutable and thread-safe.</summary>
public interface IGenuineSampler
{
    /// <summary>Fills <paramref name="samples"/> with synthetic genuine samples.</summary>
    /// <param name="reference">The enrolled embedding, d values; its direction counts.</param>
    /// <param name="balance">The share of samples drawn from the first attribute group, 0 to 1; the rest is spread evenly over the others.</param>
    /// <param name="random">Where the draws come from; not shared between threads.</param>
    /// <param name="samples">A whole number of rows of d values, all overwritten.</param>
    /// <param name="groups">The group each sample was drawn from, one a row; may be empty if the caller does not ask.</param>
    void Sample(ReadOnlySpan<float> reference, double balance, RandomSource random, Span<float> samples, Span<byte> groups);
}
