#if ORLEANS_AZURE_STORAGE
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Mote.Storage.Blobs;
using Mote.Storage.Envelopes;
using Mote.Storage.Tests.Conformance;
using Mote.Tests;
using Orleans.Hosting;
using Orleans.Storage;

namespace Mote.Storage.Tests.Official;

/// <summary>The provider Orleans ships and this one, over the same container with the same naming.</summary>
public sealed class OfficialProviderTests(AzuriteFixture azurite)
{
    private const string Name = "identity";
    private static readonly GrainId Anna = GrainId.Create("identity", "site/anna");

    [Fact]
    public async Task EitherReadsUpdatesAndClears_WhatTheOtherWrote()
    {
        var account = (await azurite.ServerAsync()).ConnectionString;
        var container = $"c{Guid.NewGuid():N}";
        await using var silo = await BareSilo.Start(
            silo => silo
                .AddMoteOfficialBlobGrainStorage(
                    "official",
                    options =>
                    {
                        options.BlobServiceClient = new BlobServiceClient(account);
                        options.ContainerName = container;
                    },
                    TimeSpan.FromSeconds(30))
                .AddMoteBlobGrainStorage("own", options =>
                {
                    options.ConnectionString = account;
                    options.ContainerName = container;
                    options.Naming = BlobNaming.Official;
                }),
            TestContext.Current.CancellationToken);
        var official = silo.Services.GetRequiredKeyedService<IGrainStorage>("official");
        var own = silo.Services.GetRequiredKeyedService<IGrainStorage>("own");

        await HandsOverAsync(official, own, Anna);
        await HandsOverAsync(own, official, GrainId.Create("identity", "berta"));

        var state = new SampleGrainState(new SampleState());
        await official.WriteStateAsync(Name, Anna, state);
        var blob = new BlobContainerClient(account, container).GetBlobClient(BlobNames.Of(BlobNaming.Official, "", new StateAddress(Name, Anna)));
        await blob.UploadAsync(BinaryData.FromString("MOTE damaged"), overwrite: true, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<StateEnvelopeException>(() => official.ReadStateAsync(Name, Anna, state));
        await Assert.ThrowsAsync<StateEnvelopeException>(() => own.ReadStateAsync(Name, Anna, state));
    }

    private static async Task HandsOverAsync(IGrainStorage one, IGrainStorage other, GrainId grain)
    {
        var first = new SampleGrainState(new SampleState { Text = "one", Sealed = [1, 2, 3] });
        await one.WriteStateAsync(Name, grain, first);

        var second = new SampleGrainState(new SampleState());
        await other.ReadStateAsync(Name, grain, second);
        Assert.Equal(("one", first.ETag, true), (second.State.Text, second.ETag, second.RecordExists));
        Assert.Equal([1, 2, 3], second.State.Sealed);

        second.State.Text = "two";
        await other.WriteStateAsync(Name, grain, second);
        await Assert.ThrowsAsync<InconsistentStateException>(() => one.WriteStateAsync(Name, grain, first));
        await one.ReadStateAsync(Name, grain, first);
        Assert.Equal("two", first.State.Text);

        await one.ClearStateAsync(Name, grain, first);
        await other.ReadStateAsync(Name, grain, second);
        Assert.False(second.RecordExists);
    }
}
#endif
