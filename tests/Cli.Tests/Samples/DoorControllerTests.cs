using System.Diagnostics;
using Mote.Tests;

namespace Mote.Cli.Tests.Samples;

/// <summary>The sample that integrators copy, built from packed packages, at the door of a real silo.</summary>
[Trait("Takes", "long")]
public sealed class DoorControllerTests(BuiltDoor door) : IDisposable
{
    private const string Card = "1001";

    // Of the people of the demo, far from those whom the demonstration enrols.
    private const int Somebody = 503, SomebodyElse = 504;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Door_OfASiloThatIsStoppedAndStartedAgain_SaysWhatIsToBeDone()
    {
        var (own, stranger, nobody) = (Photo("own.jpg", DemoPeople.Photo(Somebody, 1)), Photo("stranger.jpg", DemoPeople.Photo(SomebodyElse, 0)), Photo("nobody.jpg", DemoPeople.Nobody));
        await using var silo = await SiloProcess.Start(DemoPeople.Settings(_folder.Root));
        await silo.Client.EnrolAsync(Card, DemoPeople.Photo(Somebody, 0), cancellationToken: Cancelled);
        using var process = DoorProcess.Start(await door.Program(), silo.Address.AbsoluteUri, SiloProcess.OwnKey);

        Assert.Equal("1001 Open: welcome", await process.Answer(Card, own));
        Assert.Equal("1001 StayClosed: this is somebody else", await process.Answer(Card, stranger));
        Assert.Equal("1002 StayClosed: nobody is enrolled with this card", await process.Answer("1002", own));
        Assert.StartsWith("1001 TakeAnotherPhoto: ", await process.Answer(Card, nobody), StringComparison.Ordinal);
        Assert.Equal("1001 TakeAnotherPhoto: the camera gave no photo", await process.Answer(Card, _folder["absent.jpg"]));

        Assert.Equal(0, await silo.Stop());
        Assert.StartsWith("1001 RetryLater: ", await process.Answer(Card, own), StringComparison.Ordinal);
        await process.Tells("the guard decides");
        await silo.Start();
        await process.Tells("can be asked again");
        Assert.Equal("1001 Open: welcome", await process.Answer(Card, own));

        process.EndInput();
        Assert.Equal(0, await process.Ended());
    }

    [Fact]
    public async Task Terminated_DuringADecision_FinishesItAndReadsNoFurtherCard()
    {
        await using var silo = await SiloProcess.Start(DemoPeople.Settings(_folder.Root));
        await silo.Client.EnrolAsync(Card, DemoPeople.Photo(Somebody, 0), cancellationToken: Cancelled);
        var camera = _folder["camera"];
        using (var made = Process.Start("mkfifo", [camera]))
            await made.WaitForExitAsync(Cancelled);
        using var process = DoorProcess.Start(await door.Program(), silo.Address.AbsoluteUri, SiloProcess.OwnKey);

        await process.Show(Card, camera);
        await process.Show(Card, camera);
        // It can be opened once the other end is: the decision is under way.
        await using (var photo = await Task.Run(() => new FileStream(camera, FileMode.Open, FileAccess.Write), Cancelled))
        {
            await process.Terminate();
            await process.Tells("Stopping");
            await photo.WriteAsync(DemoPeople.Photo(Somebody, 1), Cancelled);
        }

        Assert.Equal("1001 Open: welcome", await process.Answer());
        Assert.Null(await process.Answer());
        Assert.Equal(0, await process.Ended());
    }

    [Fact]
    public async Task Key_ThatIsWrong_EndsIt()
    {
        await using var silo = await SiloProcess.Start(DemoPeople.Settings(_folder.Root));
        using var process = DoorProcess.Start(await door.Program(), silo.Address.AbsoluteUri, "a-key-of-nobody");
        Assert.StartsWith("1001 MendTheKey: ", await process.Answer(Card, Photo("own.jpg", DemoPeople.Photo(Somebody, 1))), StringComparison.Ordinal);
        Assert.Equal(3, await process.Ended());
    }

    [Theory]
    [InlineData("", "key", "Address")]
    [InlineData("http://elsewhere.example", "key", "Address")]
    [InlineData("http://127.0.0.1:9", "", "ApiKey")]
    public async Task Settings_ThatAreWrong_AreNamed(string address, string key, string named)
    {
        using var process = DoorProcess.Start(await door.Program(), address, key);
        await process.Tells(named);
        Assert.Equal(2, await process.Ended());
    }

    public void Dispose() => _folder.Dispose();

    private string Photo(string name, byte[] photo)
    {
        File.WriteAllBytes(_folder[name], photo);
        return _folder[name];
    }
}
