using Microsoft.Playwright;

namespace Mote.Console.Tests;

public sealed class VerificationTests(ConsoleFixture console)
{
    [Fact]
    public async Task Verify_TheSamePhoto_IsAMatchWithItsRateOnTheScale()
    {
        await console.Silo.Enrol("matched", 120);
        var page = await console.SignIn(RunningSilo.GateKey);
        await page.Verify("matched", Faces.Of(120));
        await Assertions.Expect(page.Locator(".verdict")).ToHaveTextAsync("Match");
        await Assertions.Expect(page.Locator(".say")).ToContainTextAsync("would be taken for matched this surely once in");
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { NameRegex = new("this face at one in .*, the threshold at one in 10,000") })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByAltText("The photo that was decided about")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Verify_AnotherPerson_IsNoMatchAndGivesNoScoreAway()
    {
        await console.Silo.Enrol("claimed", 121);
        var page = await console.SignIn(RunningSilo.GateKey);
        await page.Verify("claimed", Faces.Of(122));
        await Assertions.Expect(page.Locator(".verdict")).ToHaveTextAsync("No match");
        await Assertions.Expect(page.Locator(".scale .marker")).ToHaveCountAsync(0);
        Assert.DoesNotContain("this surely", await page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_WhatCannotBeDecided_IsRefusedInWords()
    {
        await console.Silo.Enrol("asked", 123);
        var page = await console.SignIn(RunningSilo.GateKey);
        await page.Verify("asked", Faces.Nobody);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("No face was found");
        await page.Verify("nobody.of.that.name", Faces.Of(123));
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Nobody of that name is enrolled");
        await Assertions.Expect(page.Locator(".decision")).ToHaveCountAsync(0);
    }
}
