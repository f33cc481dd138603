using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Mote.Grains.Certification;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Roster;
using Mote.Grains.Fairness;
using Mote.Grains.Identities;
using Mote.Grains.Identities.Ports;
using Mote.Grains.Keys;
using Mote.Grains.Lockouts;
using Mote.Grains.Membership;
using Mote.Grains.Rates;
using Mote.Grains.Stored;
using Mote.Grains.Telemetry;
using Mote.Tests;
using ProblemCode = Mote.Protocol.ProblemCode;

namespace Mote.Grains.Tests.Identities.Model;

/// <summary>
/// All that an identity reaches, in memory: what outlives an activation, and a fault at whichever step a test says. Keys,
/// seals, records, networks and rules are the real ones.
/// </summary>
internal sealed class World : IDisposable, ISubjectManifest, IIdentityTrail, IActivation
{
    public static readonly IdentityKey Key = new("realm", "ada");

    private readonly OwnMeters _meters = new();
    private readonly IdentityServices _services;
    private readonly KeptMasterKeys _kept;
    private readonly List<ManifestLine> _lines = [];
    private readonly HashSet<Guid> _erased = [];
    private readonly Dictionary<long, AuditEvent> _owed = [];
    private AuditEvent? _erasing;
    private bool _isOver;

    public World(int shadowMatches = 0)
    {
        _kept = new KeptMasterKeys(Keys);
        var keys = new MasterKeys(_kept);
        var succession = Options.Create(new SuccessionOptions { ShadowMatches = shadowMatches });
        var rates = new RateRule(Options.Create(Rates));
        _services = new IdentityServices(
            new IdentitySeal(new StateSeal(keys, People.Serializer), keys),
            keys,
            People.Cohort,
            rates,
            new EnrolmentSettingsReader(People.Cohort, new GroupPolicies(People.Cohort, Options.Create(new FairnessOptions())), rates),
            new ReenrolmentRule(People.Cohort, rates),
            new CertificateRules(Options.Create(new CertificateOptions { MostFalseNonMatchRate = 1, MostReenrolmentLoss = 1 })),
            new SuccessionRule(succession, Clock),
            new LockoutRule(Options.Create(new LockoutOptions { MostNonMatches = MostNonMatches })),
            Carried,
            new LockEnds(new NoOtherLockouts(), new LockoutRule(Options.Create(new LockoutOptions())), Clock),
            new SoleDecisions(),
            new DecisionInstruments(_meters, new MeasuredRealms(null)),
            new EnrolmentInstruments(_meters, new MeasuredRealms(null)),
            Clock);
        Identity = null!;
    }

    public const int MostNonMatches = 4;

    /// <summary>The rates of the realm, as an administrator has set them; not set while anything is asked.</summary>
    public RateOptions Rates { get; } = new() { TargetFalseMatchRate = People.Rate };

    public KeyRing Keys { get; } = new();

    public ClockAhead Clock { get; } = new();

    public CarriedLockouts Carried { get; private set; } = Nothing();

    /// <summary>The activation of now.</summary>
    public Identity Identity { get; private set; }

    /// <summary>What the store holds.</summary>
    public SealedState? Record { get; set; }

    /// <summary>What the manifest knows.</summary>
    public IReadOnlyList<ManifestLine> Known => _lines;

    /// <summary>Whether the manifest's entry is settled.</summary>
    public bool IsSettled { get; private set; } = true;

    /// <summary>What the trail holds.</summary>
    public List<AuditEvent> Trail { get; } = [];

    /// <summary>The step that fails next, counted from now, and how; null for none.</summary>
    public (int Step, Fault How)? Fault { get; set; }

    /// <summary>Lets others run in the middle of a step; null for nobody.</summary>
    public Func<Task>? Between { get; set; }

    /// <summary>Ends the activation, as a stop would, and begins another from what is stored.</summary>
    public async Task Restart()
    {
        Fault = null;
        if (Identity is { } before)
        {
            await before.Close();
            before.Dispose();
        }

        _isOver = false;
        Identity = new Identity(Key, _services, new IdentityPorts(new StoredInWorld(this), this, this, new Training(this), new Faces(), this), NullLogger.Instance);
        await Identity.Open(CancellationToken.None);
        // The manifest asks what became of what was announced, where the identity does not say so by itself.
        if (_erasing is not null && Record is null)
            await Strike();
        else if (!IsSettled && Record is not null && _lines is [var only])
            await Settle(only);
    }

    /// <summary>Begins another activation if this one has asked to end.</summary>
    public Task RestartIfOver() => _isOver ? Restart() : Task.CompletedTask;

    /// <summary>What a process that is killed forgets.</summary>
    public void ForgetMemory() => Carried = Nothing();

    public void Dispose()
    {
        Identity.Dispose();
        _kept.Dispose();
        Keys.Dispose();
        _meters.Dispose();
    }

    public async Task<ManifestLine[]> Lines(CancellationToken cancellationToken)
    {
        await Pause();
        return [.. _lines];
    }

    public Task Intend(ManifestLine line, AuditEvent? entry, Guid? enrols) => Step(() =>
    {
        if (enrols is { } operation && _erased.Contains(operation))
            throw new MoteException(ProblemCode.OperationReused, "It comes too late.");
        _lines.Add(line);
        if (entry is not null)
            _owed[line.Revision] = entry;
        IsSettled = false;
    });

    public Task Settle(ManifestLine line) => Step(() =>
    {
        _lines.Clear();
        _lines.Add(line);
        if (_owed.Remove(line.Revision, out var entry))
            Trail.Add(entry);
        _owed.Clear();
        _erasing = null;
        IsSettled = true;
    });

    public Task IntendErasure(Guid[] operations, AuditEvent entry) => Step(() =>
    {
        _erased.UnionWith(operations);
        _erasing = entry;
        IsSettled = false;
    });

    public Task Strike() => Step(() =>
    {
        _lines.Clear();
        _owed.Clear();
        if (_erasing is not null)
            Trail.Add(_erasing);
        _erasing = null;
        IsSettled = true;
    });

    public Task CountRefusal(string code) => Pause();

    public Task Append(AuditEvent happened) => Step(() => Trail.Add(happened));

    public void End() => _isOver = true;

    public void Stay(TimeSpan time)
    {
    }

    /// <summary>One step of the world: it fails before or after it is taken, where a test says so.</summary>
    public async Task Step(Action take)
    {
        await Pause();
        var how = Tests.Fault.None;
        if (Fault is var (step, fault))
        {
            how = step == 0 ? fault : Tests.Fault.None;
            Fault = step == 0 ? null : (step - 1, fault);
        }

        if (how == Tests.Fault.Before)
            throw new IOException("The step failed before it was taken.");
        take();
        if (how == Tests.Fault.After)
            throw new IOException("The step failed after it was taken.");
    }

    public Task Pause() => Between?.Invoke() ?? Task.CompletedTask;

    private static CarriedLockouts Nothing() => new(new NoOtherLockouts(), new LockoutRule(Options.Create(new LockoutOptions())), TimeProvider.System);

    private sealed class StoredInWorld(World world) : IStoredRecord
    {
        public bool Exists => world.Record is not null;

        public SealedState Content => world.Record!;

        public Task Write(SealedState record) => world.Step(() => world.Record = record);

        public Task Clear() => world.Step(() => world.Record = null);
    }
}
