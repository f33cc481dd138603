using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Mote.Protocol;
using Mote.Tests;

namespace Mote.WebConsole.Tests;

public sealed class SignInTests(ConsoleFixture console)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SignIn_WithAKey_LeadsToThePeopleAndOutAgain()
    {
        var page = await console.Visit();
        await page.GotoAsync("/");
        Assert.EndsWith("/sign-in", page.Url, StringComparison.Ordinal);
        await page.GetByLabel("API key").FillAsync(Harbour.OperatorKey);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { Name = "People" }).WaitForAsync();
        await page.GotoAsync("/");
        Assert.EndsWith("/people", page.Url, StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GetByLabel("API key").WaitForAsync();
        await page.GotoAsync("/people");
        Assert.Contains("/sign-in?returnUrl=", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_WrongKey_IsRefusedInWordsAndTheKeyIsNotShownAgain()
    {
        var page = await console.Visit();
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("API key").FillAsync("not-a-key");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This key is not known here");
        Assert.Equal("", await page.GetByLabel("API key").InputValueAsync());
        Assert.DoesNotContain("not-a-key", await page.ContentAsync(), StringComparison.Ordinal);
        await page.GotoAsync("/people");
        Assert.Contains("/sign-in", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_FromAPage_LeadsBackToIt()
    {
        using var visitor = new Visitor(console.Silo);
        using var turned = await visitor.Get("/people?find=a");
        Assert.Equal("/sign-in?returnUrl=%2Fpeople%3Ffind%3Da", turned.Headers.Location!.PathAndQuery);
        using var answer = await visitor.SignIn(Harbour.OperatorKey, "/people?find=a");
        Assert.Equal("/people?find=a", answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("javascript:alert(1)")]
    public async Task SignIn_ReturnToAnotherSite_StaysHere(string returnUrl)
    {
        using var visitor = new Visitor(console.Silo);
        using var answer = await visitor.SignIn(Harbour.OperatorKey, returnUrl);
        Assert.Equal("/people", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Cookie_IsForThisSiteAndNoScript_AndHoldsNoKey()
    {
        using var visitor = new Visitor(console.Silo);
        using var answer = await visitor.SignIn(Harbour.OperatorKey);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("mote-console=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=strict", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("expires", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain(Harbour.OperatorKey, cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cookie_OpensNoApi_AndAKeyOpensNoPage()
    {
        using var visitor = await Visitor.SignedIn(console.Silo);
        using var api = await visitor.Get("/v1/identities");
        Assert.Equal((HttpStatusCode.Unauthorized, "application/problem+json"), (api.StatusCode, api.Content.Headers.ContentType?.MediaType));
        using var http = console.Silo.Api();
        using var page = await http.GetAsync("/people", Cancelled);
        Assert.EndsWith("/sign-in", page.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
    }

    /// <summary>Wrong keys are held up, and nobody who has the right one: it may be one broken program that all of a site stand behind.</summary>
    [Fact]
    public async Task SignIn_ManyWrongKeys_AreHeldUpAndTheRightOneIsNot()
    {
        var clock = new ClockAhead();
        await using var silo = await Harbour.Start(services => services.AddSingleton<TimeProvider>(clock), ("Mote:Edge:MostRefused", null));
        using var visitor = new Visitor(silo);
        for (var attempt = 0; attempt < 10; attempt++)
        {
            using var wrong = await visitor.SignIn($"wrong-{attempt}");
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        using (var held = await visitor.SignIn("wrong-again"))
        {
            Assert.Equal(ProblemTypes.Of(ProblemCode.TooManyAttempts).Status, (int)held.StatusCode);
            Assert.InRange(held.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
            var text = await held.Content.ReadAsStringAsync(Cancelled);
            Assert.Contains("Too many keys that are not known here", text, StringComparison.Ordinal);
            Assert.DoesNotContain("wrong-again", text, StringComparison.Ordinal);
        }

        using (var right = await visitor.SignIn(Harbour.GateKey))
            Assert.Equal("/verify", right.Headers.Location!.OriginalString);
        clock.Advance(TimeSpan.FromMinutes(1));
        using var another = new Visitor(silo);
        using var late = await another.SignIn("wrong-later");
        Assert.Equal(HttpStatusCode.Unauthorized, late.StatusCode);
    }

    [Fact]
    public async Task SignIn_FormLargerThanAnyKey_IsRefused()
    {
        using var visitor = new Visitor(console.Silo);
        using var answer = await visitor.SignIn(new string('k', 20_000));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Theory]
    [InlineData("Mote:ApiKeys:0:Sha256", "0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("Mote:ApiKeys:0:IsOperator", "false")]
    [InlineData("Mote:ApiKeys:0:Realm", "airfield")]
    public async Task Session_KeyChangedMeanwhile_IsOver(string setting, string value)
    {
        await using var silo = await Harbour.Start();
        using var visitor = await Visitor.SignedIn(silo);
        await visitor.Text("/people");
        ((IConfigurationRoot)silo.App.Configuration)[setting] = value;
        ((IConfigurationRoot)silo.App.Configuration).Reload();
        using var answer = await visitor.Get("/people");
        Assert.Equal("/sign-in", answer.Headers.Location?.AbsolutePath);
    }

    [Fact]
    public async Task Session_SiloRestarted_LastsWithAKeysFolderAndEndsWithout()
    {
        var silo = await Harbour.Start();
        var folder = ("Mote:Console:KeysFolder", (string?)silo.FileOf("console-keys"));
        silo = await silo.Restart(folder);
        using var visitor = await Visitor.SignedIn(silo);
        silo = await silo.Restart(folder);
        using (var again = new Visitor(silo))
        {
            again.Cookies.Add(silo.Address, visitor.Cookies.GetCookies(silo.Address));
            await again.Text("/people");
        }

        silo = await silo.Restart();
        using (var again = new Visitor(silo))
        {
            again.Cookies.Add(silo.Address, visitor.Cookies.GetCookies(silo.Address));
            using var answer = await again.Get("/people");
            Assert.Equal("/sign-in", answer.Headers.Location?.AbsolutePath);
        }

        await silo.DisposeAsync();
    }

    [Fact]
    public async Task KeysFolder_OpenToOthers_IsRefused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        var folder = Directory.CreateTempSubdirectory("mote-open-");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead);
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => Harbour.Start(("Mote:Console:KeysFolder", folder.FullName)));
        Assert.Contains("chmod 700", failure.ToString(), StringComparison.Ordinal);
        folder.Delete();
    }
}
