using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Mote.Portraits.Photos;
using Mote.Tests;
using SkiaSharp;

namespace Mote.WebConsole.Tests;

public sealed class EnrolmentTests(ConsoleFixture console)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Enrol_FromAFile_ShowsTheCertificateAndListsThePerson()
    {
        var page = await console.SignIn();
        await page.Enrol("from.file", Faces.Of(100));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("from.file is enrolled");
        await Assertions.Expect(page.GetByText("Strangers' photos accepted")).ToBeVisibleAsync();
        await page.GotoAsync("/people?find=from.");
        await page.GetByRole(AriaRole.Link, new() { Name = "from.file" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Certificate" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Re-enrol" }).ClickAsync();
        await page.Choose(Faces.Of(100, 1));
        await page.GetByRole(AriaRole.Button, new() { Name = "Re-enrol" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Version 2 of the network")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "Version before" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Reenrol_SomebodyElsesPhoto_IsRefusedInWordsUntilItIsForced()
    {
        await console.Silo.Enrol("not.swapped", 109);
        var page = await console.SignIn();
        await page.GotoAsync("/people/not.swapped/re-enrol");
        await page.Choose(Faces.Of(110));
        await page.GetByRole(AriaRole.Button, new() { Name = "Re-enrol" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Not recognised");
        await Assertions.Expect(page.GetByText("Nothing was changed.")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Send another photo, or force it" }).ClickAsync();
        await page.Choose(Faces.Of(110));
        await page.GetByLabel("Replace it without asking the network").CheckAsync();
        await page.Keep("re-enrol-by-force");
        await page.GetByRole(AriaRole.Button, new() { Name = "Re-enrol" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Version 2 of the network")).ToBeVisibleAsync();
        await page.GotoAsync("/activity?subject=not.swapped");
        await Assertions.Expect(page.GetByText("re-enrolled by force")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("failed to enrol")).ToBeVisibleAsync();
    }

    /// <summary>The form offers nothing that the realm does not allow, and a form of one's own gets no further.</summary>
    [Fact]
    public async Task Enrol_LooserThanTheRealmAllows_IsNeitherOfferedNorTaken()
    {
        using var visitor = await Visitor.SignedIn(console.Silo);
        var form = await visitor.Text("/enrol");
        Assert.Contains("one in 10,000, the default", form, StringComparison.Ordinal);
        Assert.Contains("value=\"1E-05\"", form, StringComparison.Ordinal);
        Assert.DoesNotContain("one in 1,000<", form, StringComparison.Ordinal);
        Assert.DoesNotContain("one in 100<", form, StringComparison.Ordinal);
        using var own = new MultipartFormDataContent
        {
            { new StringContent(await visitor.Token("/enrol")), "__RequestVerificationToken" },
            { new StringContent("too.loose"), "subject" },
            { new StringContent($"{Guid.NewGuid()}"), "operation" },
            { new StringContent("0.1"), "target" },
            { new ByteArrayContent(Faces.Of(111)), "photo", "photo.jpg" },
        };
        using var answer = await visitor.Send(new HttpRequestMessage(HttpMethod.Post, "/enrol") { Content = own });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("Rate above the ceiling", await answer.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);

        await using var loose = await Harbour.Start(("Mote:Enrolment:Realms:harbour:MostFalseMatchRate", "0.002"));
        using var there = await Visitor.SignedIn(loose);
        var offered = await there.Text("/enrol");
        Assert.Contains("one in 500<", offered, StringComparison.Ordinal);
        Assert.Contains("one in 1,000<", offered, StringComparison.Ordinal);
        Assert.DoesNotContain("one in 100<", offered, StringComparison.Ordinal);
    }

    /// <summary>Back, another photo, and the same form again: what was done is not taken for what is asked now.</summary>
    [Fact]
    public async Task Enrol_FormSentAgainWithAnotherPhoto_IsToldThatItWasSentBefore()
    {
        using var visitor = await Visitor.SignedIn(console.Silo);
        var token = await visitor.Token("/enrol");
        var operation = Guid.NewGuid().ToString();
        Assert.Equal(HttpStatusCode.Redirect, (await Send(112)).Status);
        while ((await visitor.Text($"/people/sent.again/enrolments/{operation}")).Contains("<progress", StringComparison.Ordinal))
        {
        }

        var (status, page) = await Send(113);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("Operation reused", page, StringComparison.Ordinal);
        Assert.DoesNotContain(operation, page, StringComparison.Ordinal);

        async Task<(HttpStatusCode Status, string Page)> Send(int person)
        {
            using var form = new MultipartFormDataContent
            {
                { new StringContent(token), "__RequestVerificationToken" },
                { new StringContent("sent.again"), "subject" },
                { new StringContent(operation), "operation" },
                { new ByteArrayContent(Faces.Of(person)), "photo", "photo.jpg" },
            };
            using var answer = await visitor.Send(new HttpRequestMessage(HttpMethod.Post, "/enrol") { Content = form });
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancelled));
        }
    }

    public static TheoryData<string, string, string> Refusals => new()
    {
        { nameof(Faces.Nobody), "No face", "from the front" },
        { nameof(Faces.Text), "Photo unreadable", "JPEG, PNG or WebP" },
        { nameof(Faces.Dark), "Low quality", "too dark (light and dark are" },
        { nameof(Faces.Blurred), "Low quality", "blurred (sharpness" },
    };

    [Theory, MemberData(nameof(Refusals))]
    public async Task Enrol_PhotoOfABadKind_IsRefusedInWords(string kind, string title, string detail)
    {
        var page = await console.SignIn();
        await page.Enrol($"refused.{kind}", (byte[])typeof(Faces).GetProperty(kind)!.GetValue(null)!);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(title);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(detail);
        await Assertions.Expect(page.GetByText("Nothing was changed.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Try another photo" }).ClickAsync();
        Assert.Equal($"refused.{kind}", await page.GetByLabel("Name").InputValueAsync());
    }

    [Fact]
    public async Task Enrol_SeveralFaces_IsRefusedInWords()
    {
        // The demo detector sees one face at most; the real one is needed to see two.
        await using var silo = await Harbour.Start(("Mote:Detector", SharedData.Path("models/yunet_2023mar.onnx")));
        var page = await console.SignIn(silo: silo);
        var (left, right) = (SharedData.Path("lfw/photos/Aaron_Peirsol/Aaron_Peirsol_0001.jpg"), SharedData.Path("lfw/photos/Aaron_Sorkin/Aaron_Sorkin_0001.jpg"));
        await page.Enrol("refused.several", Faces.SideBySide(await File.ReadAllBytesAsync(left, Cancelled), await File.ReadAllBytesAsync(right, Cancelled)));
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Several faces");
    }

    [Fact]
    public async Task Enrol_TooLarge_IsToldBeforeItIsSent_AndRefusedWithoutAScript()
    {
        var huge = console.Silo.FileOf("huge.jpg");
        await File.WriteAllBytesAsync(huge, Faces.Huge, Cancelled);
        var page = await console.SignIn();
        await page.GotoAsync("/enrol");
        await page.GetByLabel("Name").FillAsync("refused.large");
        await page.Choose(huge);
        await Assertions.Expect(page.GetByText("at most 10 MB are taken: choose a smaller one")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Enrol", Exact = true }).ClickAsync();
        Assert.EndsWith("/enrol", page.Url, StringComparison.Ordinal);

        var plain = await console.SignIn(options: new() { JavaScriptEnabled = false });
        await plain.Enrol("refused.large", huge);
        await Assertions.Expect(plain.GetByRole(AriaRole.Alert)).ToContainTextAsync("Photo too large");
        Assert.Equal("refused.large", await plain.GetByLabel("Name").InputValueAsync());
    }

    [Fact]
    public async Task Enrol_AlreadyEnrolled_IsRefusedAndOffersToReenrol()
    {
        await console.Silo.Enrol("already", 102);
        var page = await console.SignIn();
        await page.Enrol("already", Faces.Of(103));
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Already enrolled");
        await page.GetByRole(AriaRole.Link, new() { Name = "Re-enrol already" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Re-enrol already");
    }

    [Fact]
    public async Task Enrol_BoundMissed_IsAFailureToEnrol()
    {
        await using var silo = await Harbour.Start(("Mote:Certificate:MostFalseNonMatchRate", "0.0001"));
        var page = await console.SignIn(silo: silo);
        await page.Enrol("failing", Faces.Of(104));
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Failure to enrol");
    }

    [Fact]
    public async Task Enrol_GateFull_IsToldThatTheServiceIsBusy()
    {
        await using var silo = await Harbour.Start(("Mote:TrainingGate:Concurrency", "1"), ("Mote:TrainingGate:QueueLimit", "0"));
        var page = await console.SignIn(silo: silo);
        await using var held = await HeldTraining.Of(silo);
        await page.Enrol("hurried", Faces.Of(105));
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Overloaded");
    }

    [Fact]
    public async Task Enrol_FormSentTwice_EnrolsOnce()
    {
        using var visitor = await Visitor.SignedIn(console.Silo);
        var token = await visitor.Token("/enrol");
        var operation = Guid.NewGuid().ToString();
        for (var attempt = 0; attempt < 2; attempt++)
        {
            using var form = new MultipartFormDataContent
            {
                { new StringContent(token), "__RequestVerificationToken" },
                { new StringContent("sent.twice"), "subject" },
                { new StringContent(operation), "operation" },
                { new ByteArrayContent(Faces.Of(106)), "photo", "photo.jpg" },
            };
            using var answer = await visitor.Send(new HttpRequestMessage(HttpMethod.Post, "/enrol") { Content = form });
            Assert.Equal((HttpStatusCode.Redirect, $"/people/sent.twice/enrolments/{operation}"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        }

        string page;
        do
            page = await visitor.Text($"/people/sent.twice/enrolments/{operation}");
        while (page.Contains("<progress", StringComparison.Ordinal));
        Assert.Contains("Version 1 of the network", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enrol_Waiting_ShowsProgressThatEndsByItself()
    {
        await using var silo = await Harbour.Start(("Mote:TrainingGate:Concurrency", "1"));
        var page = await console.SignIn(silo: silo);
        await using var held = await HeldTraining.Of(silo);
        await page.GotoAsync("/enrol");
        await page.GetByLabel("Name").FillAsync("patient");
        await page.Choose(Faces.Of(107));
        await page.GetByRole(AriaRole.Button, new() { Name = "Enrol", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
        await page.Keep("progress");
        await held.Release();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("patient is enrolled");
    }

    [Fact]
    public async Task Enrol_ByKeyboardAlone_FromSignInToTheCertificate()
    {
        var page = await console.Visit();
        // Listened for from the start: a dialogue that opens before anybody listens is the browser's own.
        var chooser = new TaskCompletionSource<IFileChooser>();
        page.FileChooser += (_, opened) => chooser.TrySetResult(opened);
        await page.GotoAsync("/sign-in");
        await Assertions.Expect(page.GetByLabel("API key")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(Harbour.OperatorKey);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("People");

        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to the content" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await TabTo(page.GetByRole(AriaRole.Link, new() { Name = "Enrol a person" }));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Enrol a person");

        await TabTo(page.GetByLabel("Name"));
        await page.Keyboard.TypeAsync("by.keyboard");
        await TabTo(page.Locator("input[name=photo]"));
        await page.Keyboard.PressAsync("Space");
        await (await chooser.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancelled)).SetFilesAsync(Pages.File(Faces.Of(108)));
        await TabTo(page.GetByText("How to train"));
        await page.Keyboard.PressAsync("Enter");
        await TabTo(page.GetByLabel("Balance"));
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.Locator("[data-dial-value]")).ToHaveTextAsync("0.55");
        await TabTo(page.GetByRole(AriaRole.Button, new() { Name = "Enrol", Exact = true }));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("by.keyboard is enrolled");

        async Task TabTo(ILocator target)
        {
            for (var step = 0; step < 25; step++)
            {
                if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
                {
                    Assert.NotEqual("none", await target.EvaluateAsync<string>("element => getComputedStyle(element).outlineStyle"));
                    return;
                }

                await page.Keyboard.PressAsync("Tab");
            }

            Assert.Fail($"The keyboard does not reach {target}.");
        }
    }

    [Fact]
    public async Task Enrol_WithoutScripts_Works()
    {
        var page = await console.SignIn(options: new() { JavaScriptEnabled = false });
        await page.Enrol("without.scripts", Faces.Of(109));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("without.scripts is enrolled");
    }

    [Fact]
    public async Task Enrol_WithTheCamera_IsGuidedAndTaken()
    {
        var film = Path.Combine(Path.GetTempPath(), $"mote-{Guid.NewGuid():N}.mjpeg");
        await File.WriteAllBytesAsync(film, Faces.Film(Faces.Framed(Faces.Of(110))), Cancelled);
        await using var browser = await console.Launch("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", $"--use-file-for-fake-video-capture={film}");
        var page = await console.SignIn(browser: browser);
        await page.GotoAsync("/enrol");
        await page.GetByLabel("Name").FillAsync("by.camera");
        await page.GetByRole(AriaRole.Button, new() { Name = "Use the camera" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Good: take the photo now.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-measures] .good")).ToHaveCountAsync(4);
        await page.Keep("camera");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take the photo" }).ClickAsync();
        await Assertions.Expect(page.GetByText("camera.jpg")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Enrol", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("by.camera is enrolled");
        File.Delete(film);
    }

    [Fact]
    public async Task Camera_BadPicture_SaysWhatToDo()
    {
        var film = Path.Combine(Path.GetTempPath(), $"mote-{Guid.NewGuid():N}.mjpeg");
        await File.WriteAllBytesAsync(film, Faces.Film(Faces.Dark), Cancelled);
        await using var browser = await console.Launch("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", $"--use-file-for-fake-video-capture={film}");
        var page = await console.SignIn(browser: browser);
        await page.GotoAsync("/verify");
        await page.GetByRole(AriaRole.Button, new() { Name = "Use the camera" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-guidance]")).ToContainTextAsync("add light");
        await Assertions.Expect(page.GetByText("✕ Light")).ToBeVisibleAsync();
        File.Delete(film);
    }

    [Fact]
    public async Task Camera_NotThere_LeavesTheFile()
    {
        var page = await console.SignIn();
        await page.GotoAsync("/enrol");
        await page.GetByRole(AriaRole.Button, new() { Name = "Use the camera" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-state]")).ToContainTextAsync("choose a file");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Use the camera" })).ToBeVisibleAsync();
    }
}
