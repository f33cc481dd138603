using Microsoft.Extensions.Diagnostics.HealthChecks;
using Mote.Protocol;
using Mote.Service.Credentials;

namespace Mote.Service.Status;

/// <summary>How it stands with the service.</summary>
/// <param name="Silos">The silos of the cluster.</param>
/// <param name="Embedding">Photos being read on this silo.</param>
/// <param name="Training">Networks being trained on this silo.</param>
/// <param name="Models">The realm's models.</param>
/// <param name="Storage">Whether the state store answers, and which it is.</param>
/// <param name="MasterKeys">The realm's master keys; null where they cannot be read.</param>
/// <param name="Versions">What runs here, and its version.</param>
/// <param name="Up">How long this silo has been up.</param>
public sealed record SystemState(
    IReadOnlyList<SiloState> Silos,
    SiloWork Embedding,
    SiloWork Training,
    ModelsInUse Models,
    HealthReportEntry? Storage,
    IReadOnlyList<MasterKeyVersion>? MasterKeys,
    IReadOnlyList<(string Name, string Version)> Versions,
    TimeSpan Up)
{
    /// <summary>Credentials that were refused on this silo lately; null for callers who may not read the audit trail.</summary>
    public IReadOnlyList<RefusedLine>? Refused { get; init; }
}
