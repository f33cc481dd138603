using Mote.Grains.Contracts.Roster;
using Mote.Recognition.Protection.Records;

namespace Mote.Grains.Roster;

/// <summary>Holds a record that was found against the ones that the realm's manifest knows.</summary>
internal static class Manifest
{
    /// <summary>The line of this very record.</summary>
    /// <param name="record">The record, known to be the subject's own.</param>
    /// <param name="lines">What the manifest knows of the subject.</param>
    /// <exception cref="ProtectionException">It is not the one last written, or was changed.</exception>
    public static ManifestLine LineOf(SealedRecord record, IReadOnlyList<ManifestLine> lines)
    {
        var digest = record.Digest();
        foreach (var line in lines)
        {
            if (line.Revision == record.Revision)
            {
                return digest.AsSpan().SequenceEqual(line.Digest)
                    ? line
                    : throw new ProtectionException(ProtectionFault.Tampered, "The record was changed since it was written: restore it, or erase it and enrol again.");
            }
        }

        throw new ProtectionException(
            ProtectionFault.RolledBack,
            lines.Count == 0 ? "There is a record of somebody whom the realm's manifest does not know, as after an erasure: erase it again, or restore the roster that belongs to it."
            : "The record is another one than the realm's manifest knows, an older one or one of after a roster that was put back: restore what was last written of both, or erase it and enrol again.");
    }
}
