#if ORLEANS_AZURE_STORAGE
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Mote.Storage.Blobs;
using Mote.Storage.Claims;
using Mote.Storage.Envelopes;
using Orleans.Configuration;

namespace Orleans.Hosting;

/// <summary>The provider Orleans ships, writing the same envelopes. Compiled with <c>-p:OrleansAzureStorage=true</c>.</summary>
public static class OfficialBlobGrainStorageExtensions
{
    /// <summary>
    /// Registers Microsoft.Orleans.Persistence.AzureStorage with the serialiser <see cref="MoteStorageSiloBuilderExtensions.AddMoteBlobGrainStorage"/>
    /// would use, in an envelope. Either provider then reads what the other wrote in the same container, if the latter is set to
    /// <see cref="Mote.Storage.Blobs.BlobNaming.Official"/>, both have the same container name, and <see cref="AzureBlobStorageOptions.DeleteStateOnClear"/> stays true.
    /// </summary>
    /// <remarks>Registers no storage probe: this provider offers nothing to ask.</remarks>
    /// <param name="builder">The silo.</param>
    /// <param name="name">The name grains ask for.</param>
    /// <param name="configure">Sets the provider's options; the container and the client must be set.</param>
    /// <param name="claimLease">How long the claim on the container stays with a silo that died, 15 to 45 s.</param>
    /// <param name="sharedClaim">The number of the claim that silos of one cluster have together; null for a silo that stands alone.</param>
    /// <returns>The same builder.</returns>
    public static ISiloBuilder AddMoteOfficialBlobGrainStorage(this ISiloBuilder builder, string name, Action<AzureBlobStorageOptions> configure, TimeSpan claimLease, Guid? sharedClaim = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<IStoreClaim>(services =>
        {
            var options = services.GetRequiredService<IOptionsMonitor<AzureBlobStorageOptions>>().Get(name);
            // By no name of this provider's is a service told from another: the whole container is claimed.
            var service = options.BlobServiceClient ?? throw new OrleansConfigurationException($"Blob grain storage '{name}': no account is named: set BlobServiceClient.");
            return MoteStorageSiloBuilderExtensions.BlobClaim(services, service, options.ContainerName, BlobNaming.Official, claimLease, sharedClaim);
        });
        return builder.AddAzureBlobGrainStorage(name, (OptionsBuilder<AzureBlobStorageOptions> options) => options
            .Configure(configure)
            .PostConfigure<IServiceProvider>((chosen, services) => chosen.GrainStorageSerializer =
                new EnvelopeGrainStorageSerializer(MoteStorageSiloBuilderExtensions.Serializer(services, name, chosen.GrainStorageSerializer))));
    }
}
#endif
