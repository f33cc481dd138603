using System.Security.Cryptography;
using Mote.Cli.Output;

namespace Mote.Cli.Models;

/// <summary>
/// A model that is not whole yet: <c>{file}.part</c> beside where it will be, held by one process at a time. What was
/// written stays for the next attempt unless it is discarded; only what has the right size and hash takes its place.
/// </summary>
internal sealed class PartFile : IDisposable
{
    private readonly string _path;
    private readonly string _target;
    private readonly WantedFile _wanted;
    private readonly FileStream _stream;

    private PartFile(string path, string target, WantedFile wanted, FileStream stream) =>
        (_path, _target, _wanted, _stream) = (path, target, wanted, stream);

    /// <summary>Bytes so far.</summary>
    public long Length => _stream.Length;

    /// <summary>Opens what an earlier attempt left, or begins.</summary>
    /// <exception cref="DownloadException">Another process holds it.</exception>
    public static PartFile Open(string target, WantedFile wanted)
    {
        var path = target + ".part";
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(target))!);
        try
        {
            // No buffer: a full disk is then reported by the write that it stops, and by nothing later.
            var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
            stream.Seek(0, SeekOrigin.End);
            return new PartFile(path, target, wanted, stream);
        }
        catch (IOException held) when (FileSystemError.IsInUse(held))
        {
            throw new DownloadException($"Another download of {wanted.Name} into '{Path.GetDirectoryName(target)}' is under way: wait until it has ended.");
        }
    }

    /// <summary>Adds what follows.</summary>
    /// <exception cref="DownloadException">That would be more than the model has.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public async Task Append(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        if (Length + content.Length > _wanted.Bytes)
            throw Refuse("more");
        try
        {
            await _stream.WriteAsync(content, cancellationToken);
        }
        catch (IOException full) when (FileSystemError.IsDiskFull(full))
        {
            throw new IOException($"{full.Message.TrimEnd('.')}. Make room, then run the same command again.", full);
        }
    }

    public void StartOver()
    {
        if (Length > 0)
            _stream.SetLength(0);
        _stream.Position = 0;
    }

    /// <summary>Checks the size and the hash, and only then gives the file its name.</summary>
    /// <exception cref="DownloadException">It is not the model; it is deleted.</exception>
    public async Task Finish(CancellationToken cancellationToken)
    {
        if (Length != _wanted.Bytes)
            throw Refuse($"{Length}");
        _stream.Position = 0;
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(_stream, cancellationToken));
        if (hash != _wanted.Sha256)
        {
            Discard();
            throw new DownloadException($"What was fetched is not {_wanted.Name}: expected SHA-256 {_wanted.Sha256}, found {hash}. It was deleted.");
        }

        Release();
        File.Move(_path, _target, overwrite: true);
    }

    /// <summary>Deletes it, for it is not what it should be.</summary>
    /// <param name="found">How many bytes there are, in words.</param>
    public DownloadException Refuse(string found)
    {
        Discard();
        return new DownloadException($"What was fetched is not {_wanted.Name}: expected {_wanted.Bytes} bytes, found {found}. It was deleted.");
    }

    public void Dispose()
    {
        // An attempt that brought nothing leaves nothing.
        if (_stream.CanSeek && _stream.Length == 0)
            Discard();
        _stream.Dispose();
    }

    private void Discard()
    {
        Release();
        File.Delete(_path);
    }

    /// <summary>Windows moves and deletes only what is closed; elsewhere it stays held until that is done, so that nobody comes between.</summary>
    private void Release()
    {
        if (OperatingSystem.IsWindows())
            _stream.Dispose();
    }
}
