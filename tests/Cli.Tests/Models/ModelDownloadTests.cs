using System.Security.Cryptography;
using Mote.Cli.Models;
using Mote.Cli.Output;

namespace Mote.Cli.Tests.Models;

public sealed class ModelDownloadTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _file = RandomNumberGenerator.GetBytes(300_000);
    private ModelServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ModelServer.Start();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Run_Resumed_ReportsTheShareOfTheWholeUpToOne()
    {
        File.WriteAllBytes(_folder["tiny_yunet.onnx.part"], _file[..150_000]);
        _server.Gives(_file);
        var shares = new Shares();

        await Run(TimeSpan.FromMinutes(1), shares);

        Assert.True(shares[0] > 0.5);
        Assert.Equal(shares.Order(), shares);
        Assert.Equal(1, shares[^1]);
    }

    [Fact]
    public async Task Run_ServerFallsSilent_GivesUpAndKeepsWhatCame()
    {
        var goOn = new TaskCompletionSource();
        _server.Answers(async context =>
        {
            context.Response.ContentLength = _file.Length;
            await context.Response.Body.WriteAsync(_file.AsMemory(0, 100_000));
            await context.Response.Body.FlushAsync();
            await goOn.Task;
        });

        var silent = await Assert.ThrowsAsync<DownloadException>(() => Run(TimeSpan.FromSeconds(1), new Shares()));
        goOn.SetResult();

        Assert.Equal("127.0.0.1 has been silent for 1 s. What came is kept: run the same command again, and it goes on from there.", silent.Message);
        Assert.Equal(_file[..100_000], File.ReadAllBytes(_folder["tiny_yunet.onnx.part"]));
    }

    [Fact]
    public async Task Run_ServerNeverAnswers_GivesUp()
    {
        var goOn = new TaskCompletionSource();
        _server.Answers(_ => goOn.Task);

        var silent = await Assert.ThrowsAsync<DownloadException>(() => Run(TimeSpan.FromSeconds(1), new Shares()));
        goOn.SetResult();

        Assert.StartsWith("127.0.0.1 has been silent for 1 s.", silent.Message, StringComparison.Ordinal);
    }

    private async Task Run(TimeSpan patience, IProgress<double> progress)
    {
        var model = TestModels.Detector(_file, _server.Address);
        using var part = PartFile.Open(_folder[model.File], model.Wanted());
        await new ModelDownload(patience).Run(model, part, progress, TestContext.Current.CancellationToken);
    }

    private sealed class Shares : List<double>, IProgress<double>
    {
        public void Report(double value) => Add(value);
    }
}
