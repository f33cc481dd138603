using Microsoft.AspNetCore.Builder;
using Mote.Cli.Models;
using Mote.Cli.Up;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Protection;
using Mote.Silo.Keys;

namespace Mote.Cli.Demo;

/// <summary>The silo of a demo, started as often as it takes on the same state, and the one key to it.</summary>
internal sealed class DemoSilo(DemoMaterial material, DataFolder data)
{
    // Any free port: the demo asks nobody to know it beforehand.
    private const string AnyPort = "http://127.0.0.1:0";

    private readonly (string Sha256, string? NewKey) _key = data.ApiKey();

    public string Key => _key.NewKey!;

    /// <param name="cohort">The cohort pack.</param>
    /// <param name="locksOut">Whether non-matches are bounded; a demo asks about strangers by the hundred.</param>
    /// <param name="stop">Abandons the start.</param>
    public Task<WebApplication> Start(string cohort, bool locksOut, CancellationToken stop) => LocalSilo.Start(
        material.Models, cohort, data, _key.Sha256, AnyPort, locksOut, material.AreSynthetic ? BundledModels.Environment : null, stop);

    /// <summary>Keeps a cohort pack as a service does: sealed, under the keys of this silo.</summary>
    public Task Seal(CohortPack pack, string path, CancellationToken stop)
    {
        data.RequireMasterKey();
        return CohortPackFile.Seal(pack, path, new FileMasterKeys(data.Keys), stop);
    }
}
