using Microsoft.Data.Sqlite;
using Orleans.Storage;

namespace Mote.Storage.Sqlite;

/// <summary>One change waiting for the writer. It can be withdrawn until it starts; from then on its outcome is reported as it is.</summary>
internal abstract class SqliteWork
{
    /// <summary>False if it was withdrawn meanwhile.</summary>
    public abstract bool TryStart();

    /// <summary>Makes the change inside the writer's transaction. A conflict is remembered, since it concerns this work alone.</summary>
    public abstract void Execute(SqliteConnection connection);

    /// <summary>Tells the waiting caller, once the transaction is durable.</summary>
    public abstract void Acknowledge();

    /// <summary>Tells the waiting caller that it came to nothing, or may have.</summary>
    public abstract void Fail(Exception failure);
}

/// <inheritdoc cref="SqliteWork"/>
internal sealed class SqliteWork<T>(Func<SqliteConnection, T> change) : SqliteWork
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _taken;
    private T? _result;
    private InconsistentStateException? _conflict;

    public async Task<T> CompletionAsync(CancellationToken cancellationToken)
    {
        using var withdrawal = cancellationToken.Register(() =>
        {
            if (TryStart())
                _completion.TrySetCanceled(cancellationToken);
        });
        return await _completion.Task;
    }

    public override bool TryStart() => Interlocked.Exchange(ref _taken, 1) == 0;

    public override void Execute(SqliteConnection connection)
    {
        try
        {
            _result = change(connection);
        }
        catch (InconsistentStateException conflict)
        {
            _conflict = conflict;
        }
    }

    public override void Acknowledge()
    {
        if (_conflict is null)
            _completion.TrySetResult(_result!);
        else
            _completion.TrySetException(_conflict);
    }

    public override void Fail(Exception failure) => _completion.TrySetException(failure);
}
