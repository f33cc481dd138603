using Microsoft.Extensions.DependencyInjection;
using Mote.Client;
using Mote.Protocol;

namespace Mote.Client.Tests;

/// <summary>A photo that the service would not take is not sent to it, let alone three times.</summary>
public sealed class LargePhotoTests
{
    [Fact]
    public async Task Photo_LargerThanIsTaken_IsRefusedBeforeItIsSent()
    {
        // Nobody listens there: whoever tried would fail otherwise.
        await using var services = new ServiceCollection().AddMoteClient(options => (options.Address, options.ApiKey) = (new Uri("http://127.0.0.1:9"), "key")).BuildServiceProvider();
        var client = services.GetRequiredService<MoteClient>();
        var refused = await Assert.ThrowsAsync<PhotoRefusedException>(() => client.VerifyAsync("ann", new byte[10_000_001], TestContext.Current.CancellationToken));
        Assert.Equal((ProblemCode.PhotoTooLarge, 10_000_001, 10_000_000), (refused.Code, refused.Problem!.Measured, refused.Problem.Bound));
    }
}
