using Orleans.Runtime;
using Orleans.Storage;

namespace Mote.Grains.Tests;

/// <summary>When a store fails.</summary>
public enum Fault
{
    /// <summary>Never.</summary>
    None,

    /// <summary>Before anything was changed.</summary>
    Before,

    /// <summary>After the change, so that only its answer is lost.</summary>
    After,
}

/// <summary>The real store, which fails where a test says so.</summary>
internal sealed class FaultyStorage(IGrainStorage real) : IGrainStorage
{
    private readonly Dictionary<string, Fault> _faults = [];
    private readonly Dictionary<string, (TaskCompletionSource Arrived, TaskCompletionSource Release)> _holds = [];

    private readonly Dictionary<string, int> _changes = [];

    private string? _dying;
    private int _left;
    private Fault _last;
    private readonly HashSet<string> _failed = [];

    /// <summary>The store itself.</summary>
    public IGrainStorage Real => real;

    /// <summary>Makes the next changes of one kind of state fail, until told otherwise.</summary>
    public void Set(string stateName, Fault fault)
    {
        lock (_faults)
        {
            _faults[stateName] = fault;
            _failed.Remove(stateName);
        }
    }

    /// <summary>Whether a change of one kind of state failed since that was asked for.</summary>
    public bool HasFailed(string stateName)
    {
        lock (_faults)
            return _failed.Contains(stateName);
    }

    /// <summary>Changes of one kind of state that arrived so far.</summary>
    public int Changes(string stateName)
    {
        lock (_faults)
            return _changes.GetValueOrDefault(stateName);
    }

    /// <summary>Whether the change that was to be the last has come.</summary>
    public bool IsDead { get; private set; }

    /// <summary>Lets one realm's store take some changes, then one that is the last, and none after it, as where the process ends.</summary>
    /// <param name="realm">The realm.</param>
    /// <param name="number">Which change is the last, from 1.</param>
    /// <param name="fault">Whether it is still made.</param>
    public void Die(string realm, int number, Fault fault)
    {
        lock (_faults)
            (_dying, _left, _last, IsDead) = (realm, number, fault, false);
    }

    /// <summary>Takes changes again.</summary>
    public void Live()
    {
        lock (_faults)
            (_dying, IsDead) = (null, false);
    }

    /// <summary>Changes of one kind of state of one realm that arrived so far.</summary>
    public int Changes(string stateName, string realm)
    {
        lock (_faults)
            return _changes.Where(change => change.Key.StartsWith($"{stateName} {realm}/", StringComparison.Ordinal)).Sum(change => change.Value);
    }

    /// <summary>The kind of state that cannot be read; null where all can.</summary>
    public string? Unreadable { get; set; }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        stateName == Unreadable ? Task.FromException(new IOException("The store is down.")) : real.ReadStateAsync(stateName, grainId, grainState);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Change(stateName, grainId, () => real.WriteStateAsync(stateName, grainId, grainState));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Change(stateName, grainId, () => real.ClearStateAsync(stateName, grainId, grainState));

    /// <summary>Lets the next change of one kind of state arrive and wait.</summary>
    /// <param name="stateName">The kind.</param>
    /// <returns>Completes once a change has arrived; what completes it lets the change go on.</returns>
    public (Task Arrived, TaskCompletionSource Release) Hold(string stateName)
    {
        var hold = (Arrived: new TaskCompletionSource(), Release: new TaskCompletionSource());
        lock (_faults)
            _holds[stateName] = hold;
        return (hold.Arrived.Task, hold.Release);
    }

    private async Task Change(string stateName, GrainId grainId, Func<Task> change)
    {
        Fault fault;
        (TaskCompletionSource Arrived, TaskCompletionSource Release) hold;
        lock (_faults)
        {
            _changes[stateName] = _changes.GetValueOrDefault(stateName) + 1;
            _changes[$"{stateName} {grainId.Key}"] = _changes.GetValueOrDefault($"{stateName} {grainId.Key}") + 1;
            fault = _faults.GetValueOrDefault(stateName);
            if (fault != Fault.None)
                _failed.Add(stateName);
            _holds.Remove(stateName, out hold);
            if (_dying is { } realm && grainId.Key.ToString()!.StartsWith($"{realm}/", StringComparison.Ordinal))
            {
                fault = IsDead ? Fault.Before : --_left > 0 ? Fault.None : _last;
                IsDead |= _left == 0;
            }
        }

        if (hold.Release is not null)
        {
            hold.Arrived.SetResult();
            await hold.Release.Task;
        }

        if (fault == Fault.Before)
            throw new IOException("The store is down.");
        await change();
        if (fault == Fault.After)
            throw new IOException("The store's answer was lost.");
    }
}
