using Mote.Grains.Certification;
using Mote.Grains.Identities.Ports;
using Mote.Grains.Keys;
using Mote.Grains.Lockouts;
using Mote.Grains.Rates;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Packs;

namespace Mote.Grains.Identities;

/// <summary>What all identities of a silo share: the rules, the cohort, the keys, the clock and what is counted. Thread-safe.</summary>
internal sealed record IdentityServices(
    IdentitySeal Seal,
    MasterKeys Keys,
    CohortPack Cohort,
    RateRule Rates,
    EnrolmentSettingsReader Settings,
    ReenrolmentRule Reenrolment,
    CertificateRules Certificates,
    SuccessionRule Succession,
    LockoutRule Lockouts,
    CarriedLockouts Carried,
    LockEnds LockEnds,
    IDecisionLease Lease,
    DecisionInstruments DecisionFigures,
    EnrolmentInstruments EnrolmentFigures,
    TimeProvider Time);
