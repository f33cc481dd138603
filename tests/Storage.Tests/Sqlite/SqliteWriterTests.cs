using Microsoft.Data.Sqlite;
using Mote.Storage.Sqlite;

namespace Mote.Storage.Tests.Sqlite;

public sealed class SqliteWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteDatabase _database;
    private readonly SqliteWriter _writer;

    public SqliteWriterTests()
    {
        _database = new SqliteDatabase(new() { Path = _folder.File("state.db") });
        _database.Create();
        _writer = new SqliteWriter(_database);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _writer.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task WithdrawnWhileQueued_NeverRuns_AndOnceStarted_RunsToItsEnd()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var release = new ManualResetEventSlim();
        using var cancel = new CancellationTokenSource();
        var first = _writer.WriteAsync(
            connection =>
            {
                started.SetResult();
                release.Wait(Cancellation);
                return Count(connection, "first");
            },
            cancel.Token);
        await started.Task.WaitAsync(Cancellation);
        var second = _writer.WriteAsync(connection => Count(connection, "second"), cancel.Token);

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        release.Set();
        Assert.Equal(1, await first);
        Assert.Equal(0, await _writer.WriteAsync(connection => connection.Scalar<long>("SELECT count(*) FROM probe WHERE service = 'second'"), Cancellation));
    }

    [Fact]
    public async Task OneThread_MakesEveryChange_AndItIsNoPoolThread()
    {
        var threads = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(
            () => _writer.WriteAsync(_ => (Environment.CurrentManagedThreadId, Thread.CurrentThread.IsThreadPoolThread), Cancellation), Cancellation)));
        var only = Assert.Single(threads.Distinct());
        Assert.False(only.IsThreadPoolThread);
    }

    [Fact]
    public async Task FailedChange_FailsAllOfItsTransaction_LeavesNothing_AndTheThreadLivesOn()
    {
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _writer.WriteAsync(
            connection =>
            {
                Count(connection, "half");
                return connection.Run("INSERT INTO nowhere VALUES (1)");
            },
            Cancellation));
        Assert.Equal(0, await _writer.WriteAsync(connection => connection.Scalar<long>("SELECT count(*) FROM probe"), Cancellation));
    }

    private static int Count(SqliteConnection connection, string service) => connection.Run("INSERT INTO probe VALUES ($service, 1)", ("$service", service));
}
