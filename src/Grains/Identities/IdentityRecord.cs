using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Lockouts;
using Mote.Grains.Lockouts;
using Mote.Grains.Operations;
using Mote.Grains.Stored;
using Mote.Protocol;
using Mote.Recognition.Protection.Keys;
using Mote.Recognition.Protection.Records;
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
    private const ushort CandidateId = 4;
    private const ushort PreviousId = 5;
    private const ushort LastVersionId = 6;
    private const ushort WishId = 7;
    private const ushort DoorLockoutsId = 8;
    private const ushort First = 1;

    private const int Templates = 3;
    private const int RoomBesideWeights = 640;
    private const int RoomForTheRest = 512 + PersonLockout.MostBytes;
    private const int GuidBytes = 16;
    private const int LockoutBytes = 2 * sizeof(int) + sizeof(long);

    /// <summary>Writes what is stored.</summary>
    /// <param name="name">The record it will lie in.</param>
    /// <param name="state">What it says.</param>
    /// <param name="master">The master key that the record is sealed under.</param>
    public static byte[] Write(RecordName name, IdentityState state, MasterKey master)
    {
        List<Section> sections =
        [
            new(ActiveId, First, Write(state.Active)),
            new(OperationsId, First, Write(state.Operations)),
            new(LastVersionId, First, Number(state.LastVersion)),
        ];
        if (state.Lockout is { } lockout)
        {
            sections.Add(new Section(LockoutId, First, Write(lockout.Everywhere)));
            if (!lockout.Doors.IsEmpty)
                sections.Add(new Section(DoorLockoutsId, First, Write(lockout.Doors)));
        }

        if (state.Candidate is { } candidate)
            sections.Add(new Section(CandidateId, First, (byte[])[.. Number(candidate.Agreed), .. Number(candidate.Disagreed), .. Write(candidate.Template)]));
        if (state.Previous is { } previous)
            sections.Add(new Section(PreviousId, First, (byte[])[.. Number(previous.KeptUntil.DayNumber), .. Write(previous.Template)]));
        if (state.Wish is { } wish)
            sections.Add(new Section(WishId, First, (byte[])[.. Number(wish.Since.DayNumber), (byte)wish.Reason]));
        return InnerSeal.Seal(name, SectionedContent.Write([.. sections, .. state.Others], Room(state)), master);
    }

    /// <summary>Reads it back.</summary>
    /// <exception cref="ProtectionException">It does not open under its name and key.</exception>
    /// <exception cref="MoteException">A section is of a later version, or malformed (<see cref="ProblemCode.StateUnreadable"/>).</exception>
    public static IdentityState Read(RecordName name, ReadOnlySpan<byte> content, MasterKey master)
    {
        (StoredTemplate? active, CandidateTemplate? candidate, PreviousTemplate? previous) = (null, null, null);
        (DoneOperations? operations, Lockout? lockout, ReenrolmentWish? wish) = (null, null, null);
        ImmutableArray<DoorLockout> doors = [];
        var lastVersion = 0;
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
                    case DoorLockoutsId:
                        doors = ReadDoors(Known(section));
                        break;
                    case CandidateId:
                        candidate = new CandidateTemplate(ReadTemplate(Known(section)[(2 * sizeof(int))..]), ReadNumber(section, 0), ReadNumber(section, 1));
                        break;
                    case PreviousId:
                        previous = new PreviousTemplate(ReadTemplate(Known(section)[sizeof(int)..]), DateOnly.FromDayNumber(ReadNumber(section, 0)));
                        break;
                    case LastVersionId:
                        lastVersion = ReadNumber(section, 0);
                        break;
                    case WishId:
                        wish = new ReenrolmentWish(DateOnly.FromDayNumber(ReadNumber(section, 0)), (ReenrolmentCause)Known(section)[sizeof(int)..][..1][0]);
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
            ? new IdentityState(active, operations)
            {
                Lockout = lockout is null && doors.IsEmpty ? null : new PersonLockout(lockout ?? Lockout.None, doors),
                Candidate = candidate,
                Previous = previous,
                LastVersion = Math.Max(lastVersion, active.Version),
                Wish = wish,
                Others = others,
            }
            : throw Unreadable("A section that every record has is missing.");
    }

    private static ReadOnlySpan<byte> Known(Section section) => section.Version == First
        ? section.Content.Span
        : throw Unreadable($"Section {section.Id} is of version {section.Version}, this program reads {First}: use the program that wrote it.");

    /// <summary>As much as a record of three model-templates like the largest of these takes.</summary>
    private static int Room(IdentityState state)
    {
        var largest = Math.Max(
            state.Active.Protected.WeightBytes,
            Math.Max(state.Candidate?.Template.Protected.WeightBytes ?? 0, state.Previous?.Template.Protected.WeightBytes ?? 0));
        return Templates * (largest + RoomBesideWeights) + RoomForTheRest;
    }

    private static byte[] Number(int value)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static int ReadNumber(Section section, int index) => BinaryPrimitives.ReadInt32LittleEndian(Known(section)[(index * sizeof(int))..]);

    private static byte[] Write(StoredTemplate template)
    {
        var balance = new byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(balance, template.Balance);
        var day = DateOnly.FromDateTime(template.TrainedAt.UtcDateTime).DayNumber;
        return [.. Number(template.Version), .. Number(day), .. balance, .. template.Protected.ToBytes()];
    }

    private static StoredTemplate ReadTemplate(ReadOnlySpan<byte> from) => new(
        BinaryPrimitives.ReadInt32LittleEndian(from),
        new DateTimeOffset(DateOnly.FromDayNumber(BinaryPrimitives.ReadInt32LittleEndian(from[sizeof(int)..])), TimeOnly.MinValue, TimeSpan.Zero),
        BinaryPrimitives.ReadDoubleLittleEndian(from[(2 * sizeof(int))..]),
        ProtectedTemplate.Parse(from[(2 * sizeof(int) + sizeof(double))..]));

    private static byte[] Write(Lockout lockout)
    {
        var until = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(until, lockout.Until?.UtcTicks ?? 0);
        return [.. Number(lockout.NonMatches), .. Number(lockout.Locks), .. until];
    }

    private static Lockout ReadLockout(ReadOnlySpan<byte> from) => new(
        BinaryPrimitives.ReadInt32LittleEndian(from),
        BinaryPrimitives.ReadInt32LittleEndian(from[sizeof(int)..]),
        BinaryPrimitives.ReadInt64LittleEndian(from[(2 * sizeof(int))..]) is not 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null);

    /// <summary>Of each door whether it is one (1) or a key (0), non-matches, locks, the end of its lock, its share of what is counted everywhere, the length of its name, the name.</summary>
    private static byte[] Write(ImmutableArray<DoorLockout> doors)
    {
        using var stream = new MemoryStream();
        foreach (var door in doors)
        {
            stream.WriteByte(door.Entrance.IsDoor ? (byte)1 : (byte)0);
            stream.Write(Write(door.Lockout));
            stream.Write(Number(door.Share));
            WriteShort(stream, Encoding.UTF8.GetBytes(door.Entrance.Name));
        }

        return stream.ToArray();
    }

    private static ImmutableArray<DoorLockout> ReadDoors(ReadOnlySpan<byte> from)
    {
        var doors = ImmutableArray.CreateBuilder<DoorLockout>();
        while (!from.IsEmpty)
        {
            var (isDoor, lockout, share) = (from[0] != 0, ReadLockout(from[1..]), BinaryPrimitives.ReadInt32LittleEndian(from[(1 + LockoutBytes)..]));
            from = from[(1 + LockoutBytes + sizeof(int))..];
            doors.Add(new DoorLockout(new Entrance(Encoding.UTF8.GetString(ReadShort(ref from)), isDoor), lockout, share));
        }

        return doors.ToImmutable();
    }

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
