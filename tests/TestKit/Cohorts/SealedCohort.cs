using Mote.Ownership;
using Mote.Recognition.Packs;
using Mote.Recognition.Protection.Keys;
using Mote.Recognition.Protection.Records;

namespace Mote.Tests;

/// <summary>A cohort pack as a service keeps it, under its master key.</summary>
public static class SealedCohort
{
    /// <summary>Seals a pack, in a file of its own that is made or replaced.</summary>
    /// <param name="pack">The pack's file, as it is.</param>
    /// <param name="folder">Where the sealed one lies.</param>
    /// <param name="master">The service's master key.</param>
    /// <returns>The sealed one's file.</returns>
    public static string Write(string pack, string folder, MasterKey master)
    {
        var path = Path.Combine(folder, "cohort.pack");
        OwnFile.Write(path, SealedCohortPack.Seal(CohortPack.Load(pack), master).ToBytes(), replaces: true);
        return path;
    }
}
