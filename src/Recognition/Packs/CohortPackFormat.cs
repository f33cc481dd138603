using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Mote.Recognition.Calibration;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Networks;
using Mote.Recognition.Synthesis;
using Mote.Recognition.Vectors;

namespace Mote.Recognition.Packs;

/// <summary>
/// The file of a cohort pack, little-endian: magic and format version, embedder, groups, three partitions, fit, tails,
/// policies and at the end the SHA-256 of all before it.
/// </summary>
internal static class CohortPackFormat
{
    public const int ChecksumBytes = SHA256.HashSizeInBytes;

    private const int Version = 3;

    private static ReadOnlySpan<byte> Magic => "MOTECOHO"u8;

    public static byte[] Write(CohortPack pack)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(pack.EmbedderHash);
        writer.Write(pack.Cohort.Dimension);
        writer.Write(pack.Cohort.Groups.Count);
        foreach (var group in pack.Cohort.Groups)
            writer.Write(group);
        foreach (var slice in new[] { pack.Cohort.Training, pack.Cohort.Validation, pack.Cohort.Calibration })
            WriteSlice(writer, slice);
        WriteFit(writer, pack.Fit);
        writer.Write(pack.Tails.Count);
        foreach (var tail in pack.Tails.Values)
        {
            writer.Write((byte)tail.Recipe);
            WriteDoubles(writer, [tail.Shape, tail.Scale, tail.Share]);
            writer.Write(tail.Comparisons);
            writer.Write(tail.Subjects);
        }

        writer.Write(pack.Policies.Count);
        foreach (var policy in pack.Policies)
        {
            writer.Write((byte)policy.Recipe);
            writer.Write(policy.Name);
            WriteDoubles(writer, [policy.FalseMatchRate, .. policy.Shifts]);
            writer.Write(policy.People);
        }

        writer.Write(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        return stream.ToArray();
    }

    public static CohortPack Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Magic.Length + sizeof(int) + ChecksumBytes || !bytes.StartsWith(Magic))
            throw new CohortPackException("The file is not a cohort pack: make one with 'mote cohort build'.");
        var version = BitConverter.ToInt32(bytes[Magic.Length..]);
        if (version != Version)
            throw new CohortPackException($"The cohort pack has format {version}, this program reads {Version}: make it again with 'mote cohort build'.");
        if (!bytes[^ChecksumBytes..].SequenceEqual(SHA256.HashData(bytes[..^ChecksumBytes])))
            throw new CohortPackException("The cohort pack is damaged, its checksum does not fit: copy it again, or make it again with 'mote cohort build'.");

        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes[(Magic.Length + sizeof(int))..^ChecksumBytes].ToArray()), Encoding.UTF8);
            return ReadBody(reader);
        }
        catch (Exception malformed) when (malformed is ArgumentException or IOException or OverflowException or FormatException)
        {
            throw new CohortPackException("The cohort pack is malformed: make it again with 'mote cohort build'.", malformed);
        }
    }

    private static CohortPack ReadBody(BinaryReader reader)
    {
        var embedder = reader.ReadString();
        var dimension = reader.ReadInt32();
        string[] groups = [.. Enumerable.Range(0, Count(reader, byte.MaxValue)).Select(_ => reader.ReadString())];
        var cohort = new Cohort(embedder, groups, ReadSlice(reader, dimension), ReadSlice(reader, dimension), ReadSlice(reader, dimension));
        var fit = ReadFit(reader, groups);
        PooledTail[] tails = [.. Enumerable.Range(0, Count(reader, byte.MaxValue)).Select(_ => new PooledTail(
            (Recipe)reader.ReadByte(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadInt32(), reader.ReadInt32()))];
        GroupPolicy[] policies = [.. Enumerable.Range(0, Count(reader, byte.MaxValue)).Select(_ => new GroupPolicy(
            (Recipe)reader.ReadByte(), reader.ReadString(), reader.ReadDouble(), [.. groups.Select(_ => reader.ReadDouble())], reader.ReadInt32()))];
        return reader.BaseStream.Position == reader.BaseStream.Length
            ? new CohortPack(cohort, fit, tails, []).WithPolicies(policies)
            : throw new ArgumentException("Bytes are left over.");
    }

    private static void WriteSlice(BinaryWriter writer, CohortSlice slice)
    {
        writer.Write(slice.Count);
        writer.Write(MemoryMarshal.AsBytes(slice.Embeddings.Values));
        writer.Write(MemoryMarshal.AsBytes(slice.Lengths));
        writer.Write(MemoryMarshal.AsBytes(slice.Identities));
        writer.Write(slice.Groups);
    }

    private static CohortSlice ReadSlice(BinaryReader reader, int dimension)
    {
        var count = reader.ReadInt32();
        var embeddings = MemoryMarshal.Cast<byte, float>(Exactly(reader, checked(count * dimension * sizeof(float)))).ToArray();
        var lengths = MemoryMarshal.Cast<byte, float>(Exactly(reader, count * sizeof(float))).ToArray();
        var identities = MemoryMarshal.Cast<byte, int>(Exactly(reader, count * sizeof(int))).ToArray();
        return new CohortSlice(new EmbeddingSet(embeddings, dimension), lengths, identities, Exactly(reader, count));
    }

    private static int Count(BinaryReader reader, int most) => reader.ReadInt32() is >= 0 and var count && count <= most
        ? count
        : throw new ArgumentException($"A count is not from 0 to {most}.");

    private static byte[] Exactly(BinaryReader reader, int count) =>
        count >= 0 && count <= reader.BaseStream.Length - reader.BaseStream.Position
            ? reader.ReadBytes(count)
            : throw new EndOfStreamException();

    private static void WriteFit(BinaryWriter writer, CohortFit fit)
    {
        writer.Write(fit.Tau0);
        WriteDoubles(writer, [.. fit.TrainingBandwidths, .. fit.ValidationBandwidths]);
        foreach (var (spread, check) in fit.Spreads.Zip(fit.Checks))
        {
            WriteDoubles(writer, [
                spread.Scale, spread.Tail,
                check.Real.Low, check.Real.Lower, check.Real.Median,
                check.Synthetic.Low, check.Synthetic.Lower, check.Synthetic.Median]);
            writer.Write(check.Pairs);
        }
    }

    private static CohortFit ReadFit(BinaryReader reader, string[] groups)
    {
        var tau0 = reader.ReadSingle();
        double[] training = [.. groups.Select(_ => reader.ReadDouble())];
        double[] validation = [.. groups.Select(_ => reader.ReadDouble())];
        List<Spread> spreads = [];
        List<SynthesisCheck> checks = [];
        foreach (var group in groups)
        {
            spreads.Add(new Spread(reader.ReadDouble(), reader.ReadDouble()));
            var real = new MatedQuantiles(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
            var synthetic = new MatedQuantiles(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
            checks.Add(new SynthesisCheck(group, reader.ReadInt32(), real, synthetic));
        }

        return new CohortFit(tau0, training, validation, spreads, checks);
    }

    private static void WriteDoubles(BinaryWriter writer, ReadOnlySpan<double> values)
    {
        foreach (var value in values)
            writer.Write(value);
    }
}
