using System.IO.Compression;
using Mote.Tests;

namespace Mote.Golden.Tests.Places;

/// <summary>Where a silo keeps its state, and how what it kept goes into one file and out of it again.</summary>
internal abstract class StorePlace
{
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The providers that there are golden stores of.</summary>
    public static IReadOnlyList<string> Providers { get; } = [.. OwnProviders, "orleans-blob"];

    public static IReadOnlyList<string> OwnProviders => ["sqlite", "blob"];

    /// <summary>The storage settings of a silo.</summary>
    public abstract IEnumerable<KeyValuePair<string, string?>> Settings { get; }

    /// <summary>An empty place.</summary>
    /// <param name="provider">One of <see cref="Providers"/>.</param>
    /// <param name="folder">Where files may lie.</param>
    /// <param name="azurite">Where blobs may lie.</param>
    public static StorePlace Of(string provider, string folder, AzuriteServer? azurite) =>
        provider == "sqlite" ? new SqlitePlace(folder) : new BlobPlace(provider, azurite!.ConnectionString, $"golden-{Guid.NewGuid():N}");

    /// <summary>Puts all that lies here into an archive; no silo runs meanwhile.</summary>
    public abstract Task Pack(ZipArchive archive, CancellationToken cancellationToken);

    /// <summary>Puts here what was packed.</summary>
    public abstract Task Unpack(ZipArchive archive, CancellationToken cancellationToken);

    private protected static async Task Add(ZipArchive archive, string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.SmallestSize);
        entry.LastWriteTime = NoTime;
        await using var stream = await entry.OpenAsync(cancellationToken);
        await stream.WriteAsync(content, cancellationToken);
    }
}
