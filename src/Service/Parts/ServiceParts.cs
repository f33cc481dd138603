using Microsoft.Extensions.Options;
using Mote.Grains.Audit;
using Mote.Grains.Embedding;
using Mote.Grains.Fairness;
using Mote.Grains.Membership;
using Mote.Grains.Models;
using Mote.Grains.Rates;
using Mote.Grains.Roster;
using Mote.Grains.Training;
using Mote.Service.Access;
using Mote.Service.Realms;
using Mote.Service.Status;
using Mote.Vision.Photos;

namespace Mote.Service.Parts;

/// <summary>What the use cases are made of.</summary>
internal sealed record ServiceParts(
    IGrainFactory Grains,
    Roster Roster,
    AuditTrail Trail,
    RealmCertificates Certificates,
    IOptions<FairnessOptions> Policies,
    ConfiguredCallers Configured,
    IssuedCallers Issued,
    IOptions<RateOptions> Rates,
    RealmModels Models,
    EmbedderPool Pool,
    TrainingGate Gate,
    PhotoBounds Photos,
    SystemReader Status,
    TimeProvider Time,
    ClusterStanding Standing,
    ServedRealms Realms,
    PutBackRealms PutBack,
    RealmRemoval Removal);
