using MathNet.Numerics.Random;

namespace Mote.Recognition.Randomness;

/// <summary>
/// Generators whose draws are the same on every machine for one seed: xoshiro256** (Blackman and Vigna 2018), and
/// never a process-wide one. Seeds are folded to 32 bits, so streams repeat results and keep no secrets.
/// </summary>
public static class SeededRandom
{
    /// <summary>A generator for one stream of draws; not thread-safe.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="stream">Another stream of the same seed, for draws that must not disturb each other.</param>
    public static RandomSource Create(ulong seed, uint stream = 0)
    {
        // The finaliser of SplitMix64 spreads neighbouring seeds and streams over all bits.
        var mixed = seed + 0x9e3779b97f4a7c15 * (stream + 1UL);
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
        mixed ^= mixed >> 31;
        return new Xoshiro256StarStar((int)(mixed ^ (mixed >> 32)), threadSafe: false);
    }
}
