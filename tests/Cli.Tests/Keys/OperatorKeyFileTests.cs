using Mote.Cli.Keys;
using Mote.Recognition.Protection.Keys;
using Mote.Silo.Keys;

namespace Mote.Cli.Tests.Keys;

public sealed class OperatorKeyFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FileMasterKeys _keys;
    private readonly OperatorKey _key = OperatorKey.Generate();

    public OperatorKeyFileTests()
    {
        _keys = new FileMasterKeys(_folder["keys"]);
        _keys.Create();
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_AsWritten_IsTheHashAndHoldsNoKey()
    {
        Assert.Null(await Of("a").Read(Cancelled));
        await Of("a").Write(_key.Sha256, Cancelled);
        Assert.Equal(_key.Sha256, await Of("a").Read(Cancelled));
        Assert.DoesNotContain(_key.Secret!, File.ReadAllText(_folder["api-key.hmac"]), StringComparison.Ordinal);
        Assert.Equal(OwnHash(), _key.Sha256);

        string OwnHash() => Up.OwnSilo.Hash(_key.Secret!);
    }

    [Fact]
    public async Task Read_OfAnotherStore_IsRefused()
    {
        await Of("a").Write(_key.Sha256, Cancelled);
        await Assert.ThrowsAsync<MasterKeyException>(() => Of("b").Read(Cancelled));
    }

    [Fact]
    public async Task Read_AnyCharacterChanged_IsRefused()
    {
        await Of("a").Write(_key.Sha256, Cancelled);
        var text = File.ReadAllText(_folder["api-key.hmac"]).TrimEnd();
        for (var at = 0; at < text.Length; at++)
        {
            File.WriteAllText(_folder["api-key.hmac"], text[..at] + (text[at] == '1' ? '2' : '1') + text[(at + 1)..]);
            await Assert.ThrowsAsync<MasterKeyException>(() => Of("a").Read(Cancelled));
        }
    }

    [Fact]
    public async Task Read_UnderAnEarlierMasterKey_IsKeptUnderTheCurrentOne()
    {
        await Of("a").Write(_key.Sha256, Cancelled);
        _keys.Create();
        Assert.Equal(_key.Sha256, await Of("a").Read(Cancelled));
        File.Delete(_keys.Files()[0]);
        Assert.Equal(_key.Sha256, await Of("a").Read(Cancelled));
    }

    [Fact]
    public async Task KeepUnderCurrent_AnotherKeyMadeMeanwhile_IsLeft()
    {
        await Of("a").Write(_key.Sha256, Cancelled);
        var other = OperatorKey.Generate();
        await Of("a").Write(other.Sha256, Cancelled);
        await Of("a").KeepUnderCurrent(_key.Sha256, Cancelled);
        Assert.Equal(other.Sha256, await Of("a").Read(Cancelled));
    }

    public void Dispose() => _folder.Dispose();

    private OperatorKeyFile Of(string number) => new(_folder["api-key.hmac"], number, _keys);
}
