using Mote.Cli.Home;
using Mote.Cli.Keys;
using Mote.Ownership;
using Mote.Recognition.Protection.Keys;
using Mote.Silo.Keys;

namespace Mote.Cli.Tests.Keys;

/// <summary>A move that was interrupted anywhere goes on when it is started again, and loses nothing.</summary>
public sealed class MovedKeysTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string[] _keys;

    public MovedKeysTests()
    {
        var keys = new FileMasterKeys(Data.KeysBeside);
        keys.Create();
        keys.Create();
        _keys = [.. keys.Files().Select(File.ReadAllText)];
    }

    private DataFolder Data => new(_folder["data"]);

    private string To => _folder["to"];

    [Theory]
    [InlineData("")]
    [InlineData("one copied")]
    [InlineData("one half copied")]
    [InlineData("all copied")]
    [InlineData("renamed")]
    [InlineData("one removed")]
    [InlineData("removed")]
    public void Move_InterruptedBefore_EndsWithEveryKeyThereAndNoneHere(string at)
    {
        var (first, second) = (Path.Combine(To, "master-1.key"), Path.Combine(To, "master-2.key"));
        if (at.Length > 0)
            OwnFile.MakeFolder(To);
        if (at == "one half copied")
            File.WriteAllText(first + ".abcdefgh.xyz", "half");
        else if (at.Length > 0)
            File.WriteAllText(first, _keys[0]);
        if (at is "all copied" or "renamed" or "one removed" or "removed")
            File.WriteAllText(second, _keys[1]);
        if (at is "renamed" or "one removed" or "removed")
            Directory.Move(Data.KeysBeside, Data.KeysLeft);
        if (at == "one removed")
            File.Delete(Path.Combine(Data.KeysLeft, "master-1.key"));
        if (at == "removed")
            Directory.Delete(Data.KeysLeft, recursive: true);

        Assert.Equal([first, second], MovedKeys.Move(Data, To));
        Assert.Equal(_keys, new[] { first, second }.Select(File.ReadAllText));
        Assert.False(Data.HoldsKeys);
    }

    [Fact]
    public void Move_AnotherKeyIsThere_IsRefusedAndNothingIsLost()
    {
        new FileMasterKeys(To).Create();
        Assert.Contains("is another master key", Assert.Throws<MasterKeyException>(() => MovedKeys.Move(Data, To)).Message, StringComparison.Ordinal);
        Assert.Equal(_keys, new FileMasterKeys(Data.KeysBeside).Files().Select(File.ReadAllText));
    }

    public void Dispose() => _folder.Dispose();
}
