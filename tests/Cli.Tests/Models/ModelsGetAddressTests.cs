using Mote.Cli.Output;

namespace Mote.Cli.Tests.Models;

/// <summary>Servers that do not give the file, and addresses that are not asked.</summary>
public sealed class ModelsGetAddressTests : ModelsGetBase
{
    [Fact]
    public async Task Get_NotFound_IsOneLineAndLeavesNothing()
    {
        Server.Says(404);

        await AssertRefused($"{Server.Address} answers 404 Not Found: try again later, or give the file with --from.");
    }

    [Fact]
    public async Task Get_NobodyListens_IsOneLine()
    {
        var catalogue = Catalogue(Tiny());
        await Server.DisposeAsync();

        var got = await Run(catalogue, "tiny");

        Assert.Equal(ExitCode.Failed, got.ExitCode);
        Assert.StartsWith("127.0.0.1 cannot be reached: Connection refused", got.Errors, StringComparison.Ordinal);
        Assert.Single(got.Errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Get_Redirected_Follows()
    {
        Server.Says(302, "/elsewhere").Gives(Whole);

        Assert.Equal(ExitCode.Done, (await Get(Tiny())).ExitCode);
        AssertWhole();
    }

    [Fact]
    public async Task Get_RedirectedInCircles_EndsWithWhatWasAnswered()
    {
        for (var i = 0; i < 6; i++)
            Server.Says(302, "/again");

        await AssertRefused($"{Server.Address} answers 302 Found: try again later, or give the file with --from.");
    }

    [Fact]
    public async Task Get_RedirectedToPlainHttpBeyondLoopback_IsRefused()
    {
        Server.Says(302, "http://nowhere.invalid/model.onnx");

        var got = await Get(Tiny());

        Assert.Equal((ExitCode.Usage, "http://nowhere.invalid/model.onnx is not fetched: an address begins with https, or with http on this machine's loopback.\n"), (got.ExitCode, got.Errors));
    }

    [Theory]
    [InlineData("http://nowhere.invalid/model.onnx")]
    [InlineData("ftp://127.0.0.1/model.onnx")]
    public async Task Get_NeitherHttpsNorLoopback_IsRefused(string address)
    {
        var got = await Get(TestModels.Detector(Whole, new Uri(address)));

        Assert.Equal((ExitCode.Usage, $"{address} is not fetched: an address begins with https, or with http on this machine's loopback.\n"), (got.ExitCode, got.Errors));
    }
}
