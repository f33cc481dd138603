using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Mote.Golden.Tests.Places;

/// <summary>A blob container of its own.</summary>
/// <param name="provider">Which of the two providers for blobs uses it.</param>
/// <param name="connection">The account.</param>
/// <param name="name">The container.</param>
internal sealed class BlobPlace(string provider, string connection, string name) : StorePlace
{
    private const string Index = "blobs.json";

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly BlobContainerClient _container = new(connection, name);

    public override IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("Mote:Storage:Provider", provider),
        new("Mote:Storage:Blob:ConnectionString", connection),
        new("Mote:Storage:Blob:Container", name),
    ];

    public override async Task Pack(ZipArchive archive, CancellationToken cancellationToken)
    {
        List<PackedBlob> packed = [];
        await foreach (var item in _container.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, null, cancellationToken))
        {
            var blob = (await _container.GetBlobClient(item.Name).DownloadContentAsync(cancellationToken)).Value;
            packed.Add(new PackedBlob(item.Name, string.Create(CultureInfo.InvariantCulture, $"{packed.Count:D4}"), blob.Details.ContentType, blob.Details.Metadata));
            await Add(archive, packed[^1].Entry, blob.Content, cancellationToken);
        }

        await Add(archive, Index, JsonSerializer.SerializeToUtf8Bytes(packed, Readable), cancellationToken);
    }

    public override async Task Unpack(ZipArchive archive, CancellationToken cancellationToken)
    {
        await _container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await using var index = await archive.GetEntry(Index)!.OpenAsync(cancellationToken);
        foreach (var blob in (await JsonSerializer.DeserializeAsync<PackedBlob[]>(index, Readable, cancellationToken))!)
        {
            await using var content = await archive.GetEntry(blob.Entry)!.OpenAsync(cancellationToken);
            var options = new BlobUploadOptions { HttpHeaders = new() { ContentType = blob.ContentType }, Metadata = blob.Metadata };
            await _container.GetBlobClient(blob.Name).UploadAsync(await BinaryData.FromStreamAsync(content, cancellationToken), options, cancellationToken);
        }
    }
}
