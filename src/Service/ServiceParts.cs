using Microsoft.Extensions.Options;
using Mote.Grains.Audit;
using Mote.Grains.Fairness;
using Mote.Grains.Models;
using Mote.Grains.Rates;
using Mote.Grains.Roster;
using Mote.Service.Access;
using Mote.Service.Realms;

namespace Mote.Service;

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
    TimeProvider Time,
    ServedRealms Realms,
    RealmRemoval Removal);
