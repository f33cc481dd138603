using Microsoft.Extensions.Options;
using Mote.Grains.Models;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Packs;
using Mote.Recognition.Protection.Records;

namespace Mote.Grains.Keys;

/// <summary>The master key without which no silo would start with a realm's cohort pack. Thread-safe.</summary>
internal sealed class CohortKey(IOptions<ModelOptions> options, RealmModels models)
{
    /// <summary>The version; null if the pack lies open. Read from the file anew, since it may be sealed again while the silo runs.</summary>
    public async Task<int?> Version(string realm, CancellationToken cancellationToken)
    {
        try
        {
            return await OwnThread.Run(() => CohortPackFile.SealedUnder(options.Value.Of(models.Of(realm).Name)!.Cohort, cancellationToken)).WaitAsync(cancellationToken);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ProtectionException or CohortPackException)
        {
            // Whatever became of the file, it may come back as it was.
            return models.Of(realm).MasterKeyVersion;
        }
    }
}
