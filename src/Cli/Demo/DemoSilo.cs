using Microsoft.AspNetCore.Builder;
using Mote.Cli.Keys;
using Mote.Cli.Models;
using Mote.Cli.Up;
using Mote.Recognition.Packs;
using Mote.Recognition.Protection.Records;

namespace Mote.Cli.Demo;

/// <summary>The silo of a demo, started as often as it takes on the same state, and the one key to it.</summary>
/// <param name="material">What it recognises faces with.</param>
/// <param name="store">Its state and its master keys.</param>
/// <param name="target">The false-match rate that decides.</param>
internal sealed class DemoSilo(DemoMaterial material, LocalStore store, double target)
{
    // Any free port: the demo asks nobody to know it beforehand.
    private const string AnyPort = "http://127.0.0.1:0";

    private readonly OperatorKey _key = OperatorKey.Generate();

    public string Key => _key.Secret!;

    /// <param name="cohort">The cohort pack.</param>
    /// <param name="locksOut">Whether non-matches are bounded; a demo asks about strangers by the hundred.</param>
    /// <param name="stop">Abandons the start.</param>
    public async Task<WebApplication> Start(string cohort, bool locksOut, CancellationToken stop)
    {
        // For whoever keeps the demo's data and starts a silo on it.
        await store.OperatorKeyFile.Write(_key.Sha256, stop);
        return await LocalSilo.Start(material.Models, cohort, store, _key.Sha256, AnyPort, target, locksOut, material.AreSynthetic ? BundledModels.Environment : null, overridden: null, stop);
    }

    /// <summary>Keeps a cohort pack as a service does: sealed, under the keys of this silo.</summary>
    public Task Seal(CohortPack pack, string path, CancellationToken stop) => CohortPackFile.Seal(pack, path, store.Keys.Keys, stop);
}
