using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Mote.Grains.Certification;
using Mote.Grains.Fairness;
using Mote.Grains.Identities;
using Mote.Grains.Identities.Ports;
using Mote.Grains.Keys;
using Mote.Grains.Lockouts;
using Mote.Grains.Models;
using Mote.Grains.Rates;

namespace Mote.Grains.Mailbox;

/// <summary>What the identities of realms share that have the same models. Thread-safe.</summary>
internal sealed class SharedByModels(
    IOptions<FairnessOptions> fairness,
    IdentitySeal seal,
    MasterKeys keys,
    RateRule rates,
    CertificateRules certificates,
    SuccessionRule succession,
    LockoutRule lockouts,
    CarriedLockouts carried,
    LockEnds lockEnds,
    IDecisionLease lease,
    DecisionInstruments decisionFigures,
    EnrolmentInstruments enrolmentFigures,
    TimeProvider time)
{
    private readonly ConcurrentDictionary<ModelSet, IdentityServices> _known = [];

    /// <summary>What those with these models share.</summary>
    public IdentityServices With(ModelSet set) => _known.GetOrAdd(set, static (set, all) => all.Make(set), this);

    private IdentityServices Make(ModelSet set) => new(
        seal,
        keys,
        set.Cohort,
        rates,
        new EnrolmentSettingsReader(set.Cohort, new GroupPolicies(set.Cohort, fairness), rates),
        new ReenrolmentRule(set.Cohort, rates),
        certificates,
        succession,
        lockouts,
        carried,
        lockEnds,
        lease,
        decisionFigures,
        enrolmentFigures,
        time);
}
