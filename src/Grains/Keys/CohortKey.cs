using Microsoft.Extensions.Options;
using Mote.Grains.Hosting;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Protection;

namespace Mote.Grains.Keys;

/// <summary>The master key without which no silo would start with this one's cohort pack. Thread-safe.</summary>
internal sealed class CohortKey(IOptions<ModelOptions> options, CohortPackFile loaded)
{
    /// <summary>The version; null if the pack lies open. Read from the file anew, since it may be sealed again while the silo runs.</summary>
    public async Task<int?> Version(CancellationToken cancellationToken)
    {
        try
        {
            return await OwnThread.Run(() => CohortPackFile.SealedUnder(options.Value.Cohort, cancellationToken)).WaitAsync(cancellationToken);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ProtectionException or CohortPackException)
        {
            // Whatever became of the file, it may come back as it was.
            return loaded.MasterKeyVersion;
        }
    }
}
