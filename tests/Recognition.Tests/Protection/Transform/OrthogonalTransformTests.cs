using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using CsCheck;
using Mote.Recognition.Protection.Transform;
using Mote.Recognition.Tests.Networks;

namespace Mote.Recognition.Tests.Protection.Transform;

public sealed class OrthogonalTransformTests
{
    private static readonly Gen<int> Dimensions = Gen.OneOf(Gen.Int[64, 1024], Gen.Int[6, 10].Select(power => 1 << power));

    /// <summary>From an independent program that takes its AES from OpenSSL and rounds each step to single precision.</summary>
    [Theory]
    [InlineData(64, "0000743b0000fcba00b06d3d0070923d", "025ae52bbdb6beb39cfd965af639bf4cbd46692b76caee6a92e7bdac73d45405")]
    [InlineData(100, "40ab2bbd0048393d0073593c606d113e", "edb4e94caf065a14d0d3c865468322ccdb00a6e6edb9e8c3c5e337c02b6547a0")]
    [InlineData(128, "fc3bed3d33f910bed6abe83d5268a7bd", "c648fb3517bf3b1eb282717dfb241ea897bbcf0e089514719e60dc09642fac54")]
    [InlineData(512, "fbdf01bfcbdbd2bd0a13643e48fb59be", "a9905d582822a6bcaa345d738c4538ba2086ac81d3a944e3f6f6b5e725386c87")]
    [InlineData(1000, "b42d8a3f09508abfd6707d3e4165eebd", "dc5426a501a46c7b5185a88dab7f07451f127dda42a25a7be6b2437ca9314b99")]
    public void Apply_PinnedSeed_GivesThePinnedBits(int dimension, string beginning, string sha256)
    {
        float[] values = [.. Enumerable.Range(1, dimension).Select(i => i / 1024f)];
        new OrthogonalTransform(Seeds.Counting, dimension).Apply(values, values);
        var bytes = MemoryMarshal.AsBytes<float>(values);
        Assert.Equal(beginning, Convert.ToHexStringLower(bytes[..16]));
        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    [Fact]
    public void Apply_AnyDimension_KeepsLengthsAndAngles() =>
        Gen.Select(Dimensions, Gen.ULong, Gen.ULong, Gen.Byte.Array[32]).Sample((dimension, one, other, seed) =>
        {
            var transform = new OrthogonalTransform(seed, dimension);
            var (x, y) = (Made.Vector(dimension, one, isUnit: true), Made.Vector(dimension, other, isUnit: true));
            var (turnedX, turnedY) = (Turned(transform, x), Turned(transform, y));
            Assert.Equal(1, TensorPrimitives.Norm<float>(turnedX), 1e-5f);
            Assert.Equal(TensorPrimitives.Dot<float>(x, y), TensorPrimitives.Dot<float>(turnedX, turnedY), 1e-5f);

            transform.Invert(turnedX, turnedX);
            Assert.InRange(TensorPrimitives.Distance<float>(x, turnedX), 0, 1e-5f);
        }, iter: 200);

    /// <summary>As of a rotation drawn at random: entries are small, their fourth moment is that of a normal, and so is every row's.</summary>
    [Theory]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(100)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(512)]
    public void Apply_UnitVectors_LandAnywhere(int dimension)
    {
        double fourth = 0, largest = 0, farthest = 0;
        const int Draws = 8;
        for (byte draw = 0; draw < Draws; draw++)
        {
            var transform = new OrthogonalTransform(Seeds.Of(draw), dimension);
            for (var i = 0; i < dimension; i++)
            {
                var axis = new float[dimension];
                axis[i] = 1;
                var entries = Turned(transform, axis).Select(entry => entry * Math.Sqrt(dimension)).ToArray();
                var kurtosis = entries.Average(entry => Math.Pow(entry, 4));
                (fourth, farthest) = (fourth + kurtosis / (Draws * dimension), Math.Max(farthest, kurtosis));
                largest = Math.Max(largest, entries.Max(Math.Abs));
            }
        }

        // A coordinate of a random unit vector has the fourth moment 3 d / (d + 2) in these units.
        Assert.InRange(fourth, 3.0 * dimension / (dimension + 2) - 0.1, 3.0 * dimension / (dimension + 2) + 0.1);
        Assert.InRange(largest, 3, 6.5);
        Assert.InRange(farthest, 3, 11);
    }

    /// <summary>One vector under two seeds: their cosine is as between strangers, of deviation 1 / sqrt(d).</summary>
    [Theory]
    [InlineData(64)]
    [InlineData(100)]
    [InlineData(128)]
    public void Apply_TwoSeeds_AreUncorrelated(int dimension)
    {
        var x = Made.Vector(dimension, 7, isUnit: true);
        var turned = Enumerable.Range(0, 60).Select(seed => Turned(new OrthogonalTransform(Seeds.Of((byte)seed), dimension), x)).ToArray();
        var cosines = (
            from one in Enumerable.Range(0, 60)
            from other in Enumerable.Range(0, one)
            select (double)TensorPrimitives.Dot<float>(turned[one], turned[other]) * Math.Sqrt(dimension)).ToArray();
        Assert.InRange(cosines.Average(), -0.1, 0.1);
        Assert.InRange(cosines.Average(cosine => cosine * cosine), 0.85, 1.15);
    }

    [Fact]
    public void Apply_AndInvert_AllocateNothing()
    {
        var transform = new OrthogonalTransform(Seeds.Counting, 128);
        var (x, y) = (Made.Vector(128, 1), new float[128]);
        Turn();
        // A collection in between takes from the pool what it lent: not every time.
        Assert.Contains(Enumerable.Range(0, 10).Select(_ =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Turn();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }), allocated => allocated == 0);

        void Turn()
        {
            for (var i = 0; i < 100; i++)
            {
                transform.Apply(x, y);
                transform.Invert(y, x);
            }
        }
    }

    [Fact]
    public void New_OutOfRange_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new OrthogonalTransform(Seeds.Counting, 63));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OrthogonalTransform(Seeds.Counting, 1025));
        Assert.Throws<ArgumentException>(() => new OrthogonalTransform(new byte[31], 128));
        Assert.Throws<ArgumentException>(() => new OrthogonalTransform(Seeds.Counting, 128).Apply(new float[127], new float[128]));
    }

    private static float[] Turned(OrthogonalTransform transform, float[] vector)
    {
        var turned = new float[vector.Length];
        transform.Apply(vector, turned);
        return turned;
    }
}
