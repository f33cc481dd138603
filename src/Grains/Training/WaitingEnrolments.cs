namespace Mote.Grains.Training;

/// <summary>
/// Enrolments that may be trained together, in order of arrival. Each has a turn of its own coming, which takes along the
/// oldest of the others; nobody waits for company. Thread-safe.
/// </summary>
/// <param name="most">At most so many together.</param>
/// <param name="workers">Turns at once, among which those who wait are shared out, so that no worker is idle beside a long batch.</param>
internal sealed class WaitingEnrolments(int most, int workers)
{
    private readonly LinkedList<PendingEnrolment> _waiting = [];
    private readonly Lock _lock = new();

    public void Add(PendingEnrolment one)
    {
        lock (_lock)
            _waiting.AddLast(one);
    }

    /// <returns>False if it was taken.</returns>
    public bool Remove(PendingEnrolment one)
    {
        lock (_lock)
            return _waiting.Remove(one);
    }

    /// <summary>Takes the batch of somebody's turn.</summary>
    /// <param name="whose">Whose turn it is.</param>
    /// <returns>That one first; empty if another turn took it along.</returns>
    public IReadOnlyList<PendingEnrolment> Take(PendingEnrolment whose)
    {
        List<PendingEnrolment> batch = [];
        lock (_lock)
        {
            var share = Math.Min(most, (_waiting.Count + workers - 1) / workers);
            if (!_waiting.Remove(whose))
                return batch;
            batch.Add(whose);
            while (batch.Count < share && _waiting.First is { } next)
            {
                batch.Add(next.Value);
                _waiting.RemoveFirst();
            }
        }

        foreach (var other in batch.Skip(1))
            other.LeaveQueue();
        return batch;
    }
}
