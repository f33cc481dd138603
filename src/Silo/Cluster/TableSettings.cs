using Azure.Data.Tables;
using Azure.Identity;
using Microsoft.Extensions.Options;
using Mote.Silo.Hosting;

namespace Mote.Silo.Cluster;

/// <summary>The table that says who is of the cluster: section <c>Mote:Cluster:AzureTable</c>. In the account of the blobs, unless it names another.</summary>
public sealed class TableSettings
{
    /// <summary>The account by connection string.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The account's table service by address, entered with the machine's own identity.</summary>
    public Uri? ServiceUri { get; set; }

    /// <summary>The table, made on demand.</summary>
    public string Table { get; set; } = "MoteMembership";

    /// <summary>Opens it.</summary>
    /// <param name="blobs">The account of the blobs.</param>
    /// <exception cref="OptionsValidationException">No account is named, or two.</exception>
    internal TableServiceClient Open(BlobSettings blobs) => (ConnectionString ?? (ServiceUri is null ? blobs.ConnectionString : null), ServiceUri) switch
    {
        ({ } connection, null) => new TableServiceClient(connection, Options()),
        (null, { } address) => new TableServiceClient(address, new DefaultAzureCredential(), Options()),
        (null, null) => throw BoundSettings.Refusal<TableSettings>(["Set Mote:Cluster:AzureTable:ServiceUri, as https://ACCOUNT.table.core.windows.net, or Mote:Cluster:AzureTable:ConnectionString."]),
        _ => throw BoundSettings.Refusal<TableSettings>(["Set one of Mote:Cluster:AzureTable:ConnectionString and Mote:Cluster:AzureTable:ServiceUri."]),
    };

    // One that does not answer is not waited for as long as the library would: who is asked meanwhile has to know.
    private static TableClientOptions Options() => new() { Retry = { MaxRetries = 2, NetworkTimeout = TimeSpan.FromSeconds(5) } };
}
