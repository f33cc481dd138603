using Azure.Storage.Blobs;

namespace Mote.Silo.Hosting;

/// <summary>The blob container: section <c>Mote:Storage:Blob</c>.</summary>
public sealed class BlobSettings
{
    /// <summary>The account by connection string.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The account by address, entered with the machine's own identity.</summary>
    public Uri? ServiceUri { get; set; }

    /// <summary>The container, made on demand.</summary>
    public string Container { get; set; } = "mote";

    /// <summary>Seconds for which the claim on the store stays with a silo that died, 15 to 45; it is renewed three times as often.</summary>
    public int LeaseSeconds { get; set; } = 30;

    /// <summary>What is wrong with how the account is named; null for nothing. What is in a connection string is said to nobody.</summary>
    internal string? Fault()
    {
        if (ServiceUri is { } address)
        {
            return address is { IsAbsoluteUri: true } && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
                ? null
                : "Mote:Storage:Blob:ServiceUri is no https address, nor http on a loopback address: give the account's, as https://ACCOUNT.blob.core.windows.net.";
        }

        try
        {
            _ = new BlobServiceClient(ConnectionString);
            return null;
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException)
        {
            return "Mote:Storage:Blob:ConnectionString cannot be read: give the account's, as its access keys are shown: DefaultEndpointsProtocol=https;AccountName=...;AccountKey=...;EndpointSuffix=core.windows.net.";
        }
    }
}
