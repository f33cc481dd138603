using System.Buffers.Binary;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;

namespace Mote.Grains.Stored;

/// <summary>
/// The content of a record as a sequence of <see cref="Section"/>s, little-endian: number, version (two bytes each), length
/// (four) and content; a zero in a number's place, or the end, ends it, and zeros fill it up. A reader keeps the sections
/// that it does not know and writes them again, so that what a later version added outlives an earlier one.
/// </summary>
internal static class SectionedContent
{
    private const int HeadBytes = 2 * sizeof(ushort) + sizeof(int);

    /// <summary>Writes sections one after another.</summary>
    /// <param name="sections">The sections.</param>
    /// <param name="room">Bytes that they take at least.</param>
    public static byte[] Write(IReadOnlyCollection<Section> sections, int room)
    {
        var bytes = new byte[Math.Max(room, sections.Sum(section => HeadBytes + section.Content.Length))];
        var rest = bytes.AsSpan();
        foreach (var section in sections)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(rest, section.Id);
            BinaryPrimitives.WriteUInt16LittleEndian(rest[sizeof(ushort)..], section.Version);
            BinaryPrimitives.WriteInt32LittleEndian(rest[(2 * sizeof(ushort))..], section.Content.Length);
            section.Content.Span.CopyTo(rest[HeadBytes..]);
            rest = rest[(HeadBytes + section.Content.Length)..];
        }

        return bytes;
    }

    /// <summary>Reads them back, in their order.</summary>
    /// <exception cref="MoteException">They are cut short, or one comes twice (<see cref="ProblemCode.StateUnreadable"/>).</exception>
    public static IReadOnlyList<Section> Read(ReadOnlyMemory<byte> bytes)
    {
        List<Section> sections = [];
        for (var rest = bytes; rest.Length >= sizeof(ushort) && BinaryPrimitives.ReadUInt16LittleEndian(rest.Span) is not 0 and var id;)
        {
            var length = rest.Length >= HeadBytes ? BinaryPrimitives.ReadInt32LittleEndian(rest.Span[(2 * sizeof(ushort))..]) : -1;
            if (length < 0 || length > rest.Length - HeadBytes || sections.Exists(section => section.Id == id))
                throw new MoteException(ProblemCode.StateUnreadable, "The sections of a record are cut short, or one comes twice: restore it, or erase it and enrol again.");
            sections.Add(new Section(id, BinaryPrimitives.ReadUInt16LittleEndian(rest.Span[sizeof(ushort)..]), rest.Slice(HeadBytes, length)));
            rest = rest[(HeadBytes + length)..];
        }

        return sections;
    }
}
