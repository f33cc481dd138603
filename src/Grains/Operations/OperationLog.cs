using Mote.Grains.Contracts.Errors;
using Mote.Protocol;

namespace Mote.Grains.Operations;

/// <summary>
/// Which operations one activation knows: those that the record remembers, and the one that was begun last, which may be
/// under way or have failed. An operation is its content: whoever sends other content under its name is refused. For one
/// activation; not thread-safe beyond its scheduler.
/// </summary>
/// <param name="record">The operations that the record remembers; null where there is none.</param>
internal sealed class OperationLog(Func<DoneOperations?> record)
{
    private DoneOperations _none = DoneOperations.None();
    private Operation? _begun;

    private DoneOperations Done => record() ?? _none;

    /// <summary>Identifies an operation by its content.</summary>
    /// <param name="id">The name that its caller gave it.</param>
    /// <param name="digest">Makes the digest under a key. Photos may be large, so another thread does it.</param>
    /// <exception cref="MoteException">Another operation was called that (<see cref="ProblemCode.OperationReused"/>).</exception>
    public async Task<Operation> Identify(Guid id, Func<byte[], byte[]> digest)
    {
        var key = Done.Key;
        var operation = new Operation(id, await Task.Run(() => digest(key)));
        if ((Done.Find(id) ?? (_begun?.Id == id ? _begun : null)) is { } known && !known.IsRepeatedBy(operation))
        {
            throw new MoteException(
                ProblemCode.OperationReused,
                "That operation's id (Idempotency-Key) was given before to something else: to other photos, other options or another kind of change. Nothing was done for this request: send it under an id of its own.");
        }

        return operation;
    }

    /// <summary>Whether an operation was done, and is remembered.</summary>
    public bool IsDone(Guid id) => Done.Find(id) is not null;

    /// <summary>The ids of the operations that the record remembers.</summary>
    public Guid[] Remembered => [.. Done.Last.Select(done => done.Id)];

    /// <summary>Notes that an operation is begun.</summary>
    public void Begin(Operation operation) => _begun = operation;

    /// <summary>What the record remembers once an operation has written it.</summary>
    public DoneOperations After(Operation operation) => Done.With(operation);

    /// <summary>Forgets everything with the person; whoever comes next has another key.</summary>
    public void Forget() => (_none, _begun) = (DoneOperations.None(), null);
}
