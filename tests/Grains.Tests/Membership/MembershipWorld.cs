using Mote.Grains.Membership;

namespace Mote.Grains.Tests.Membership;

/// <summary>
/// A few silos and their table, in one of the states that they can come to. Nothing is timed, every message may come or not,
/// a silo may be declared dead for no reason, and may stand still between any two steps, for ever, too: what holds here holds
/// for every line that is cut and every process that is stopped or killed.
/// </summary>
internal sealed class MembershipWorld
{
    private readonly int _silos;
    private readonly MembershipRules _rules;
    private readonly SiloStatus[] _table;
    private readonly One[] _each;
    private int _version;

    public MembershipWorld(int silos, MembershipRules rules)
    {
        (_silos, _rules, _table) = (silos, rules, new SiloStatus[silos]);
        _each = [.. Enumerable.Range(0, silos).Select(_ => new One(new SiloStatus[silos]))];
    }

    private MembershipWorld(MembershipWorld other)
    {
        (_silos, _rules, _table, _version) = (other._silos, other._rules, [.. other._table], other._version);
        _each = [.. other._each.Select(one => one.Copy())];
    }

    /// <summary>What tells this state from others.</summary>
    public UInt128 Key
    {
        get
        {
            UInt128 key = (uint)_version;
            for (var x = 0; x < _silos; x++)
            {
                var one = _each[x];
                Add(Short(_table[x]), 2);
                Add(one.View.Aggregate(0, (view, status) => view << 2 | Short(status)), 2 * _silos);
                Add(one.Version, 4);
                Add(one.Came, 4);
                Add(one.KnownBy, _silos);
                Add((one.Runs ? 1 : 0) | (one.IsAdmitted ? 2 : 0) | (one.IsOutdated ? 4 : 0), 3);
            }

            return key;

            void Add(int value, int bits) => key = key << bits | (uint)value;
        }
    }

    /// <summary>Every state that one step leads to, with what was done; last, whether the step let a silo decide that must not.</summary>
    public IEnumerable<(string Step, MembershipWorld Next, bool IsWrong)> Steps()
    {
        for (var x = 0; x < _silos; x++)
        {
            var one = _each[x];
            if (_version == 0 || !one.Runs)
            {
                // They are called by the order in which they come.
                if (_table[x] == SiloStatus.None && (x == 0 || _table[x - 1] != SiloStatus.None))
                    yield return After($"{x} comes", x, static (world, x) => world.Come(x));
                continue;
            }

            if (one.Version < _version)
                yield return After($"{x} reads the table", x, static (world, x) => world.See(x, world._table, world._version));
            if (one.IsActive && ByWhat(x) is { } evidence)
            {
                if (one.IsOutdated)
                    yield return ($"{x} decides by {evidence}", this, true);
                if (Outdates(x).Any())
                    yield return After($"{x} changes somebody, by {evidence}", x, static (world, x) => world.Change(x));
            }
            else if (one.IsActive && _rules.ChangesUnconfirmed && Outdates(x).Any())
            {
                yield return After($"{x} changes somebody", x, static (world, x) => world.Change(x));
            }

            if (!one.IsAdmitted && Asked(x).All(y => (one.KnownBy & 1 << y) != 0 || _rules.JoinsUnknown))
                yield return After($"{x} is admitted", x, static (world, x) => world._each[x].IsAdmitted = true);
            if (one.IsAdmitted && _table[x] == SiloStatus.Joining)
                yield return After($"{x} becomes active", x, static (world, x) => world.Write(x, x, SiloStatus.Active));
            for (var y = 0; y < _silos; y++)
            {
                if (y == x || _each[y].Version == 0)
                    continue;
                if (!one.IsAdmitted && _each[y].Runs && MembershipRule.KnowsWhoCame(_each[y].Version, one.Came))
                    yield return After($"{x} hears that {y} knows it", x, (world, silo) => world._each[silo].KnownBy |= 1 << y);
                if (_each[y].Runs && _each[y].Version > one.Version)
                    yield return After($"{x} hears {y}'s view", x, (world, silo) => world.See(silo, world._each[y].View, world._each[y].Version));
                // Whoever writes has read what he writes upon.
                if (one.IsAdmitted && MembershipRule.IsAsked(_table[y]) && _table[x] != SiloStatus.Dead)
                    yield return After($"{x} declares {y} dead", x, (world, silo) => world.Write(silo, y, SiloStatus.Dead));
            }
        }
    }

    private IEnumerable<int> Asked(int x) => Enumerable.Range(0, _silos).Where(y => y != x && _rules.IsAsked(_each[x].View[y]));

    private (string Step, MembershipWorld Next, bool IsWrong) After(string step, int x, Action<MembershipWorld, int> change)
    {
        var next = new MembershipWorld(this);
        change(next, x);
        return (step, next, false);
    }

    private void Come(int x)
    {
        _each[x].Runs = true;
        Write(x, x, SiloStatus.Joining);
        _each[x].Came = _version;
    }

    private void Write(int x, int whom, SiloStatus status)
    {
        _table[whom] = status;
        See(x, _table, ++_version);
    }

    // Who reads that he is dead ends.
    private void See(int x, SiloStatus[] view, int version)
    {
        (_each[x].View, _each[x].Version) = ([.. view], version);
        _each[x].Runs &= view[x] != SiloStatus.Dead;
        _each[x].IsActive |= view[x] == SiloStatus.Active;
    }

    // At this moment, whatever it was told before.
    private string? ByWhat(int x) =>
        _table[x] == SiloStatus.Active ? "the table"
        : _rules.IsVouchedFor(_each[x].Version, [.. Asked(x).Select(y => _each[y].Runs ? _each[y].Version : (long?)null)]) ? "the others' word"
        : null;

    /// <summary>Who may have in memory what this one can change, since he is not in its view.</summary>
    private IEnumerable<One> Outdates(int x) => Enumerable.Range(0, _silos)
        .Where(y => y != x && !MembershipRule.IsAsked(_each[x].View[y]))
        .Select(y => _each[y])
        .Where(other => other is { Runs: true, IsActive: true, IsOutdated: false });

    private void Change(int x)
    {
        foreach (var other in Outdates(x).ToArray())
            other.IsOutdated = true;
    }

    private static int Short(SiloStatus status) => status switch
    {
        SiloStatus.None => 0,
        SiloStatus.Joining => 1,
        SiloStatus.Active => 2,
        _ => 3,
    };

    private sealed class One(SiloStatus[] view)
    {
        public SiloStatus[] View { get; set; } = view;

        public int Version { get; set; }

        /// <summary>From which version on it is in the table.</summary>
        public int Came { get; set; }

        /// <summary>Who said, one bit each, that it knows it.</summary>
        public int KnownBy { get; set; }

        public bool Runs { get; set; }

        public bool IsAdmitted { get; set; }

        public bool IsActive { get; set; }

        /// <summary>Whether what it has in memory may be of the past.</summary>
        public bool IsOutdated { get; set; }

        public One Copy() => (One)MemberwiseClone();
    }
}
