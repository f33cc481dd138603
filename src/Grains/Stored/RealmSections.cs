using Mote.Grains.Contracts.Errors;
using Mote.Protocol;

namespace Mote.Grains.Stored;

/// <summary>The sections of a realm's record, each in its first form.</summary>
/// <param name="content">The record's content.</param>
/// <param name="whatNow">What to do about one that cannot be read, beside using the program that wrote it.</param>
internal sealed class RealmSections(ReadOnlyMemory<byte> content, string whatNow)
{
    private const ushort First = 1;

    private readonly Dictionary<ushort, Section> _sections = SectionedContent.Read(content).ToDictionary(section => section.Id);

    /// <summary>A section.</summary>
    public static Section Of(ushort id, ReadOnlyMemory<byte> content) => new(id, First, content);

    /// <summary>A section of fields, little-endian, each text in UTF-8 with its length before it.</summary>
    public static Section Of(ushort id, Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        write(writer);
        writer.Flush();
        return Of(id, stream.ToArray());
    }

    /// <summary>Sections as a record's content, filled up to a multiple of <paramref name="step"/>, so that its length tells little.</summary>
    public static byte[] Write(Section[] sections, int step)
    {
        var least = SectionedContent.Write(sections, 0).Length;
        return SectionedContent.Write(sections, (least + step - 1) / step * step);
    }

    /// <summary>Whether there is that section, which a record of before may not have.</summary>
    public bool Has(ushort id) => _sections.ContainsKey(id);

    /// <summary>What a section holds.</summary>
    /// <exception cref="MoteException">It is missing, or of a later version (<see cref="ProblemCode.StateUnreadable"/>).</exception>
    public ReadOnlyMemory<byte> this[ushort id] => _sections.GetValueOrDefault(id) is { Version: First } section
        ? section.Content
        : throw new MoteException(ProblemCode.StateUnreadable, $"Section {id} of a record is missing, or of another version than {First}: use the program that wrote it, or {whatNow}.");

    /// <summary>Reads the fields of a section.</summary>
    /// <exception cref="MoteException">It is missing, or of a later version (<see cref="ProblemCode.StateUnreadable"/>).</exception>
    public BinaryReader Fields(ushort id) => new(new MemoryStream(this[id].ToArray()));
}
