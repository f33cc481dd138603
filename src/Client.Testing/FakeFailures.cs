namespace Mote.Client.Testing;

/// <summary>What fails next: first what fails once, in the order in which it was said, then what fails until it is said otherwise.</summary>
internal sealed class FakeFailures
{
    private readonly object _lock = new();
    private readonly Queue<FakeFailure> _once = [];
    private FakeFailure? _each;

    public void Add(FakeFailure failure)
    {
        lock (_lock)
            _once.Enqueue(failure);
    }

    public void Stay(FakeFailure failure)
    {
        lock (_lock)
            _each = failure;
    }

    public void Clear()
    {
        lock (_lock)
        {
            _once.Clear();
            _each = null;
        }
    }

    /// <summary>How a request fails; null where it does not.</summary>
    public FakeFailure? Next()
    {
        lock (_lock)
            return _once.TryDequeue(out var once) ? once : _each;
    }
}
