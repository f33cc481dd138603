using System.IO.Hashing;
using System.Runtime.InteropServices;
using Mote.Evaluation.Recipes;

namespace Mote.Evaluation.Scoring;

/// <summary>
/// The scored enrolments of one recipe and plan, added as they are done, so that a run that was killed goes on where it was:
/// records with a checksum each, and what follows the last whole one is cut off. Adding is thread-safe.
/// </summary>
internal sealed class ScoreFile : IDisposable
{
    private const int Failed = -1;

    private readonly FileStream _file;
    private readonly Lock _adding = new();

    private ScoreFile(FileStream file, IReadOnlyList<ScoredEnrolment> before) => (_file, Before) = (file, before);

    /// <summary>What was there when the file was opened.</summary>
    public IReadOnlyList<ScoredEnrolment> Before { get; }

    /// <summary>Opens a file, or makes it.</summary>
    /// <param name="path">The file; its name tells everything the scores depend on.</param>
    /// <exception cref="IOException">Another run is writing it.</exception>
    public static ScoreFile Open(string path)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            var before = new List<ScoredEnrolment>();
            var content = new byte[file.Length];
            file.ReadExactly(content);
            var whole = 0;
            while (Read(content.AsSpan(whole)) is var (enrolment, length))
            {
                before.Add(enrolment);
                whole += length;
            }

            file.SetLength(whole);
            file.Position = whole;
            return new ScoreFile(file, before);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Adds one enrolment.</summary>
    public void Add(ScoredEnrolment enrolment)
    {
        using var memory = new MemoryStream();
        using (var writer = new BinaryWriter(memory))
        {
            writer.Write(enrolment.Number);
            writer.Write(enrolment.IsFailure ? Failed : enrolment.Scores.Length);
            writer.Write(enrolment.Placement is not null);
            writer.Write(enrolment.Placement?.Location ?? 0);
            writer.Write(enrolment.Placement?.Scale ?? 0);
            writer.Write(enrolment.Bytes);
            writer.Write(enrolment.SilentStrangers ?? Failed);
            writer.Write(enrolment.TrainMs);
            writer.Write(enrolment.ScoreNs);
            writer.Write(MemoryMarshal.AsBytes(enrolment.Scores.AsSpan()));
        }

        var record = memory.ToArray();
        lock (_adding)
        {
            _file.Write(BitConverter.GetBytes(record.Length));
            _file.Write(record);
            _file.Write(BitConverter.GetBytes(XxHash3.HashToUInt64(record)));
            _file.Flush();
        }
    }

    public void Dispose() => _file.Dispose();

    private static (ScoredEnrolment Enrolment, int Length)? Read(ReadOnlySpan<byte> content)
    {
        if (content.Length < sizeof(int))
            return null;
        var length = BitConverter.ToInt32(content);
        var whole = sizeof(int) + (long)length + sizeof(ulong);
        if (length < 0 || content.Length < whole)
            return null;
        var record = content.Slice(sizeof(int), length);
        if (BitConverter.ToUInt64(content[(sizeof(int) + length)..]) != XxHash3.HashToUInt64(record))
            return null;

        using var reader = new BinaryReader(new MemoryStream(record.ToArray()));
        var (number, count, isPlaced) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadBoolean());
        var placement = new ScorePlacement(reader.ReadDouble(), reader.ReadDouble());
        var (bytes, silent, trainMs, scoreNs) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadDouble(), reader.ReadDouble());
        var scores = new float[Math.Max(0, count)];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(scores.AsSpan()));
        return (new ScoredEnrolment(number, scores, isPlaced ? placement : null, bytes, silent == Failed ? null : silent, trainMs, scoreNs), (int)whole);
    }
}
