using Mote.Ownership;

namespace Mote.Storage.Claims;

/// <summary>
/// A SQLite database in the hands of one process: a file in a folder beside it, held open and locked. The kernel lets go of
/// the lock when the process ends, however it ends, so the next start need not wait; the file itself says nothing, and
/// stays. Who has the lock stands in a second file, since a locked one cannot be read everywhere.
/// </summary>
/// <param name="database">The database file; all its names lead to one claim.</param>
/// <param name="time">Says what time it is.</param>
public sealed class SqliteClaim(string database, TimeProvider time) : IStoreClaim
{
    // What opening a locked file answers: EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION.
    private static readonly int[] Locked = [11, 35, unchecked((int)0x80070020)];

    private readonly Lock _turn = new();
    private FileStream? _lock;
    private StoreHolder? _self;

    /// <inheritdoc/>
    public string Store => $"SQLite database '{database}'";

    /// <inheritdoc/>
    public TimeSpan HeldAfterDeath => TimeSpan.Zero;

    /// <inheritdoc/>
    public TimeSpan RenewalPeriod { get; } = TimeSpan.FromSeconds(2);

    // The real name: a link to the database, or to a folder above it, leads to the same claim.
    private string Folder => RealPath.Of(database) + ".claim";

    private string LockFile => Path.Combine(Folder, "lock");

    private string HolderFile => Path.Combine(Folder, "holder");

    /// <inheritdoc/>
    public Task<StoreHolder?> TryTakeAsync(CancellationToken cancellationToken)
    {
        lock (_turn)
            return Task.FromResult(Take());
    }

    /// <inheritdoc/>
    public Task<StoreHolder?> RenewAsync(CancellationToken cancellationToken)
    {
        lock (_turn)
        {
            if (_lock is null || FileName.IsOf(LockFile, _lock.SafeFileHandle))
                return Task.FromResult<StoreHolder?>(null);
            if (!Directory.Exists(Path.GetDirectoryName(Folder)))
                throw new StorageUnavailableException($"The folder of the {Store} is gone: put it back.");
            // Somebody deleted the file, and whoever comes now would make and lock another: it is taken once more.
            var nameless = _lock;
            _lock = null;
            using (nameless)
                return Task.FromResult(Take());
        }
    }

    /// <inheritdoc/>
    public Task ReleaseAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_turn)
        {
            if (_lock is null)
                return;
            // The lock file stays: whoever waits for it must not end up with a lock on a file that has lost its name.
            if (FileName.IsOf(LockFile, _lock.SafeFileHandle))
                File.Delete(HolderFile);
            _lock.Dispose();
            _lock = null;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private StoreHolder? Take()
    {
        if (_lock is not null)
            return null;
        if (OwnersAlone.RefusalOfFolder(Path.GetDirectoryName(Folder)!) is { } refusal)
            throw new StorageUnavailableException(refusal);
        try
        {
            OwnFile.MakeFolder(Folder);
            while (_lock is null)
            {
                var opened = new FileStream(LockFile, OwnFile.Options(FileMode.OpenOrCreate, FileShare.None));
                // Deleted between opening and locking: a lock on nothing.
                if (FileName.IsOf(LockFile, opened.SafeFileHandle))
                    _lock = opened;
                else
                    opened.Dispose();
            }

            RequireLocking();
            _self ??= StoreHolder.Here(time);
            OwnFile.Write(HolderFile, _self.ToJson(), replaces: true);
            return null;
        }
        catch (IOException failure) when (Locked.Contains(failure.HResult))
        {
            return Holder();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StorageUnavailableException($"The {Store} cannot be claimed: give this user the right to write the file '{LockFile}'.", failure);
        }
    }

    /// <summary>Network file systems, and a switch of the runtime's, let two processes lock one file.</summary>
    private void RequireLocking()
    {
        try
        {
            new FileStream(LockFile, OwnFile.Options(FileMode.OpenOrCreate, FileShare.None)).Dispose();
        }
        catch (IOException failure) when (Locked.Contains(failure.HResult))
        {
            return;
        }

        _lock!.Dispose();
        _lock = null;
        throw new StorageUnavailableException($"The {Store} lies where files cannot be locked: move it to a local disk, and unset DOTNET_SYSTEM_IO_DISABLEFILELOCKING.");
    }

    private StoreHolder Holder()
    {
        try
        {
            return StoreHolder.Parse(File.ReadAllText(HolderFile)) ?? StoreHolder.Unknown;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return StoreHolder.Unknown;
        }
    }
}
