using System.Text;

namespace Mote.Recognition.Certification;

/// <summary>
/// The binary form, little-endian: magic, format version, class, target rate; how many groups, then the name and agreement
/// of each; then three sets of figures, each a byte that tells whether it is there and six counts a group, zeros where it is
/// not, so that a certificate's length tells nothing of its person. Version 1, read for ever, leaves those counts out. There
/// is no checksum, since the record that holds it is authenticated as a whole.
/// </summary>
internal static class CertificateFormat
{
    private const byte Version = 2;
    private const byte AbsentLeftOut = 1;

    private static readonly ErrorCount Nothing = new(0, 0);

    private static ReadOnlySpan<byte> Magic => "MOTC"u8;

    public static byte[] Write(Certificate certificate)
    {
        using var stream = new MemoryStream();
        using var to = new BinaryWriter(stream, Encoding.UTF8);
        to.Write(Magic);
        to.Write(Version);
        to.Write((byte)certificate.Class);
        to.Write(certificate.TargetFalseMatchRate);
        to.Write((byte)certificate.Synthesis.Count);
        foreach (var group in certificate.Synthesis)
        {
            to.Write(group.Group);
            to.Write(group.Pairs);
            to.Write(group.Distance);
        }

        Write(to, certificate.Figures, certificate.Synthesis);
        Write(to, certificate.Cosine, certificate.Synthesis);
        Write(to, certificate.Previous, certificate.Synthesis);
        to.Flush();
        return stream.ToArray();
    }

    public static Certificate Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= Magic.Length || !bytes.StartsWith(Magic))
            throw new CertificateFormatException("The bytes are not a whole certificate: restore the record, or enrol again.");
        if (bytes[Magic.Length] is not (Version or AbsentLeftOut))
            throw new CertificateFormatException($"The certificate has format {bytes[Magic.Length]}, this program reads {Version}: use the program that wrote it, or enrol again.");

        try
        {
            using var stream = new MemoryStream(bytes[(Magic.Length + 1)..].ToArray());
            using var from = new BinaryReader(stream, Encoding.UTF8);
            var certificate = Read(from, hasAbsent: bytes[Magic.Length] != AbsentLeftOut);
            return stream.Position == stream.Length ? certificate : throw new InvalidDataException("Bytes are left over.");
        }
        catch (Exception malformed) when (malformed is IOException or InvalidDataException or ArgumentException or FormatException)
        {
            throw new CertificateFormatException("The certificate is malformed: restore the record, or enrol again.", malformed);
        }
    }

    private static Certificate Read(BinaryReader from, bool hasAbsent)
    {
        var zoo = (ZooClass)from.ReadByte();
        var target = from.ReadDouble();
        if (!Enum.IsDefined(zoo) || target is not (> 0 and < 1))
            throw new InvalidDataException("There is no such class or rate.");

        SynthesisAgreement[] synthesis = [.. Enumerable.Range(0, from.ReadByte())
            .Select(_ => new SynthesisAgreement(from.ReadString(), from.ReadInt32(), from.ReadDouble()))];
        return new Certificate(
            target,
            ReadFigures(from, synthesis, hasAbsent) ?? throw new InvalidDataException("The figures are missing."),
            ReadFigures(from, synthesis, hasAbsent),
            ReadFigures(from, synthesis, hasAbsent),
            zoo,
            synthesis);
    }

    private static void Write(BinaryWriter to, CertifiedFigures? figures, IReadOnlyList<SynthesisAgreement> groups)
    {
        to.Write(figures is not null);
        foreach (var group in figures?.Groups ?? groups.Select(absent => new GroupFigures(absent.Group, Nothing, Nothing, Nothing)))
        {
            foreach (var count in new[] { group.StrangerPhotos, group.Strangers, group.Samples })
            {
                to.Write(count.Errors);
                to.Write(count.Trials);
            }
        }
    }

    private static CertifiedFigures? ReadFigures(BinaryReader from, SynthesisAgreement[] groups, bool hasAbsent)
    {
        var isThere = from.ReadBoolean();
        if (!isThere && !hasAbsent)
            return null;
        GroupFigures[] figures = [.. groups.Select(group => new GroupFigures(group.Group, ReadCount(from), ReadCount(from), ReadCount(from)))];
        return isThere ? new CertifiedFigures(figures) : null;
    }

    private static ErrorCount ReadCount(BinaryReader from)
    {
        var count = new ErrorCount(from.ReadInt32(), from.ReadInt32());
        return count.Errors >= 0 && count.Errors <= count.Trials ? count : throw new InvalidDataException("More errors than trials.");
    }
}
