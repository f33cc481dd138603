using Microsoft.Extensions.Diagnostics.HealthChecks;
using Mote.Abstractions.Keys;
using Mote.Grains;
using Mote.Recognition.Cohorts;

namespace Mote.Console.Status;

/// <summary>How it stands with the service.</summary>
/// <param name="Silos">The silos of the cluster.</param>
/// <param name="Embedding">Photos being read on this silo.</param>
/// <param name="Training">Networks being trained on this silo.</param>
/// <param name="Models">The models in use.</param>
/// <param name="Cohort">The cohort in use.</param>
/// <param name="Storage">Whether the state store answers, and which it is.</param>
/// <param name="Keys">The realm's master keys; null where they cannot be read.</param>
/// <param name="Versions">What runs here, and its version.</param>
/// <param name="Up">How long this silo has been up.</param>
public sealed record StatusModel(
    IReadOnlyList<SiloLine> Silos,
    WorkLoad Embedding,
    WorkLoad Training,
    IReadOnlyList<ModelLine> Models,
    CohortPack Cohort,
    HealthReportEntry? Storage,
    IReadOnlyList<KeyUse>? Keys,
    IReadOnlyList<(string Name, string Version)> Versions,
    TimeSpan Up);

/// <summary>A silo of the cluster.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Where it listens for the others.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Started">When it started.</param>
public sealed record SiloLine(string Name, string Address, string Status, DateTimeOffset Started);

/// <summary>A model in use.</summary>
/// <param name="Use">What it is for.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Sha256">SHA-256 of its file.</param>
/// <param name="Remark">What else is to be known.</param>
public sealed record ModelLine(string Use, string Name, string Sha256, string? Remark);
