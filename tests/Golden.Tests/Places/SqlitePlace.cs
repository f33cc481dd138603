using System.IO.Compression;

namespace Mote.Golden.Tests.Places;

/// <summary>A database file, with whatever SQLite left beside it.</summary>
internal sealed class SqlitePlace(string folder) : StorePlace
{
    private const string Database = "mote.db";

    public override IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("Mote:Storage:Provider", "sqlite"),
        new("Mote:Storage:Sqlite:Path", Path.Combine(folder, Database)),
    ];

    public override async Task Pack(ZipArchive archive, CancellationToken cancellationToken)
    {
        foreach (var file in Directory.EnumerateFiles(folder, Database + "*").Order(StringComparer.Ordinal))
            await Add(archive, Path.GetFileName(file), await File.ReadAllBytesAsync(file, cancellationToken), cancellationToken);
    }

    public override Task Unpack(ZipArchive archive, CancellationToken cancellationToken) => archive.ExtractToDirectoryAsync(folder, cancellationToken);
}
