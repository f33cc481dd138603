using System.Buffers.Binary;
using Mote.Abstractions.Errors;
using Mote.Grains.Lockouts;
using Mote.Grains.Operations;
using Mote.Grains.Stored;
using Mote.Protocol;
using Mote.Recognition.Protection;
using Mote.Recognition.Templates;

namespace Mote.Grains.Identities;

/// <summary>
/// An <see cref="IdentityState"/> as bytes: sections (docs/format.md), encrypted once more within the seal of the whole. Their
/// length is the same for everybody of one recipe and embedder, whatever happened to them: there is room for three
/// model-templates with the certificates of up to five groups, and for the rest.
/// </summary>
internal static class IdentityRecord
{
    private const ushort ActiveId = 1;
    private const ushort LockoutId = 2;
    private const ushort OperationsId = 3;
    private const ushort First = 1;

    private const int Templates = 3;
    private const int RoomBesideWeights = 640;
    private const int RoomForTheRest = 512;
    private const int GuidBytes = 16;

    /// <summary>Writes what is stored.</summary>
    /// <param name="name">The record it will lie in.</param>
    /// <param name="state">What it says.</param>
    /// <param name="master">The master key that the record is sealed under.</param>
    public static byte[] Write(RecordName name, IdentityState state, MasterKey master)
    {
        List<Section> sections = [new(ActiveId, First, Write(state.Active)), new(OperationsId, First, Write(state.Operations))];
        if (state.Lockout is { } lockout)
            sections.Add(new Section(LockoutId, First, Write(lockout)));
        var room = Templates * (state.Active.Protected.WeightBytes + RoomBesideWeights) + RoomForTheRest;
        return InnerSeal.Seal(name, SectionedContent.Write([.. sections, .. state.Others], room), master);
    }

    /// <summary>Reads it back.</summary>
    /// <exception cref="ProtectionException">It does not open under its name and key.</exception>
    /// <exception cref="MoteException">A section is of a later version, or malformed (<see cref="ProblemCode.StateUnreadable"/>).</exception>
    public static IdentityState Read(RecordName name, ReadOnlySpan<byte> content, MasterKey master)
    {
        (StoredTemplate? active, DoneOperations? operations, Lockout? lockout) = (null, null, null);
        List<Section> others = [];
        try
        {
            foreach (var section in SectionedContent.Read(InnerSeal.Open(name, content, master)))
            {
                switch (section.Id)
                {
                    case ActiveId:
                        active = ReadTemplate(Known(section));
                        break;
                    case OperationsId:
                        operations = ReadOperations(Known(section));
                        break;
                    case LockoutId:
                        lockout = ReadLockout(Known(section));
                        break;
                    default:
                        others.Add(section);
                        break;
                }
            }
        }
        catch (Exception malformed) when (malformed is ArgumentException or ModelTemplateFormatException)
        {
            throw Unreadable($"A section of it is malformed: {malformed.Message}");
        }

        return active is not null && operations is not null
            ? new IdentityState(active, operations) { Lockout = lockout, Others = others }
            : throw Unreadable("A section that every record has is missing.");
    }

    private static ReadOnlySpan<byte> Known(Section section) => section.Version == First
        ? section.Content.Span
        : throw Unreadable($"Section {section.Id} is of version {section.Version}, this program reads {First}: use the program that wrote it.");

    private static byte[] Write(StoredTemplate template)
    {
        var model = template.Protected.ToBytes();
        var bytes = new byte[2 * sizeof(int) + sizeof(double) + model.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, template.Version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(sizeof(int)), DateOnly.FromDateTime(template.TrainedAt.UtcDateTime).DayNumber);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(2 * sizeof(int)), template.Balance);
        model.CopyTo(bytes.AsSpan(2 * sizeof(int) + sizeof(double)));
        return bytes;
    }

    private static StoredTemplate ReadTemplate(ReadOnlySpan<byte> from) => new(
        BinaryPrimitives.ReadInt32LittleEndian(from),
        new DateTimeOffset(DateOnly.FromDayNumber(BinaryPrimitives.ReadInt32LittleEndian(from[sizeof(int)..])), TimeOnly.MinValue, TimeSpan.Zero),
        BinaryPrimitives.ReadDoubleLittleEndian(from[(2 * sizeof(int))..]),
        ProtectedTemplate.Parse(from[(2 * sizeof(int) + sizeof(double))..]));

    private static byte[] Write(Lockout lockout)
    {
        var bytes = new byte[2 * sizeof(int) + sizeof(long)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, lockout.NonMatches);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(sizeof(int)), lockout.Locks);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(2 * sizeof(int)), lockout.Until?.UtcTicks ?? 0);
        return bytes;
    }

    private static Lockout ReadLockout(ReadOnlySpan<byte> from) => new(
        BinaryPrimitives.ReadInt32LittleEndian(from),
        BinaryPrimitives.ReadInt32LittleEndian(from[sizeof(int)..]),
        BinaryPrimitives.ReadInt64LittleEndian(from[(2 * sizeof(int))..]) is not 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null);

    /// <summary>The key of the digests with its length, then each operation: its id, the length of its digest, the digest.</summary>
    private static byte[] Write(DoneOperations operations)
    {
        using var stream = new MemoryStream();
        WriteShort(stream, operations.Key);
        foreach (var operation in operations.Last)
        {
            stream.Write(operation.Id.ToByteArray(bigEndian: true));
            WriteShort(stream, operation.Digest);
        }

        return stream.ToArray();
    }

    private static DoneOperations ReadOperations(ReadOnlySpan<byte> from)
    {
        var key = ReadShort(ref from);
        List<Operation> last = [];
        while (!from.IsEmpty)
        {
            var id = new Guid(from[..GuidBytes], bigEndian: true);
            from = from[GuidBytes..];
            last.Add(new Operation(id, ReadShort(ref from)));
        }

        return new DoneOperations(key, [.. last]);
    }

    private static void WriteShort(MemoryStream to, byte[] bytes)
    {
        to.WriteByte((byte)bytes.Length);
        to.Write(bytes);
    }

    private static byte[] ReadShort(ref ReadOnlySpan<byte> from)
    {
        var bytes = from.Slice(1, from[..1][0]).ToArray();
        from = from[(1 + bytes.Length)..];
        return bytes;
    }

    private static MoteException Unreadable(string what) =>
        new(ProblemCode.StateUnreadable, $"What the record holds cannot be read. {what}");
}
