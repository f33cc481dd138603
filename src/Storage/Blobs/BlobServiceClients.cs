using Azure.Core;
using Azure.Storage.Blobs;

namespace Mote.Storage.Blobs;

/// <summary>The client an option set asks for.</summary>
internal static class BlobServiceClients
{
    public static BlobServiceClient Create(IServiceProvider services, BlobGrainStorageOptions options)
    {
        var client = Patience(options);
        if (options.CreateServiceClient is { } create)
            return create(services);
        return options.ServiceUri is { } uri
            ? new BlobServiceClient(uri, options.CreateCredential!(services), client)
            : new BlobServiceClient(options.ConnectionString, client);
    }

    /// <summary>How a client asks, and what it does not tell.</summary>
    public static BlobClientOptions Patience(BlobGrainStorageOptions options)
    {
        var client = new BlobClientOptions();
        client.Retry.Mode = RetryMode.Exponential;
        client.Retry.Delay = TimeSpan.FromMilliseconds(200);
        client.Retry.MaxDelay = TimeSpan.FromSeconds(2);
        client.Retry.MaxRetries = options.MaxRetries;
        client.Retry.NetworkTimeout = options.AttemptTimeout;
        // Blob names hold subjects' names: keep them out of traces and logs of the client library.
        client.Diagnostics.IsLoggingEnabled = false;
        return client;
    }
}
