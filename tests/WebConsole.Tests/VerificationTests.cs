using Microsoft.Playwright;

namespace Mote.WebConsole.Tests;

public sealed class VerificationTests(ConsoleFixture console)
{
    [Fact]
    public async Task Verify_TheSamePhoto_IsAMatchWithItsRateOnTheScale()
    {
        await console.Silo.Enrol("matched", 120);
        var page = await console.SignIn(Harbour.GateKey);
        await page.Verify("matched", Faces.Of(120));
        await Assertions.Expect(page.Locator(".verdict")).ToHaveTextAsync("Match");
        await Assertions.Expect(page.Locator(".say")).ToContainTextAsync("would be taken for matched this surely once in");
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { NameRegex = new("this face at one in .*, the threshold at one in 10,000") })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByAltText("The photo that was decided about")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByAltText("Heat map over the face.")).ToBeVisibleAsync();
        // A picture that the browser could decode, as large as it was drawn.
        Assert.True(await page.GetByAltText("Heat map over the face.").EvaluateAsync<int>("image => image.naturalWidth") >= 112);
        await Assertions.Expect(page.GetByText("Most of it spoke from")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Verify_AnotherPerson_IsNoMatchAndGivesNoScoreAway()
    {
        await console.Silo.Enrol("claimed", 121);
        var page = await console.SignIn(Harbour.GateKey);
        await page.Verify("claimed", Faces.Of(122));
        await Assertions.Expect(page.Locator(".verdict")).ToHaveTextAsync("No match");
        await Assertions.Expect(page.Locator(".scale .marker")).ToHaveCountAsync(0);
        Assert.DoesNotContain("this surely", await page.ContentAsync(), StringComparison.Ordinal);
        await Assertions.Expect(page.GetByAltText("Heat map over the face.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Most of it spoke from")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Verify_TooManyNonMatches_LocksUntilAnOperatorLiftsIt()
    {
        await console.Silo.Enrol("guessed", 124);
        await console.Silo.LockOut("guessed", 125);
        var gate = await console.SignIn(Harbour.GateKey);
        await gate.Verify("guessed", Faces.Of(124));
        await Assertions.Expect(gate.GetByRole(AriaRole.Alert)).ToContainTextAsync("Locked out");

        var page = await console.SignIn();
        await page.GotoAsync("/people/guessed");
        await Assertions.Expect(page.Locator(".badge").First).ToHaveTextAsync("Locked");
        await Assertions.Expect(page.Locator(".locked")).ToContainTextAsync("for the key or account north gate until");
        // Another key is another door.
        await page.Verify("guessed", Faces.Of(124));
        await Assertions.Expect(page.Locator(".verdict")).ToHaveTextAsync("Match");
        await page.GotoAsync("/people/guessed");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lift the lock" }).ClickAsync();
        await Assertions.Expect(page.Locator(".badge").First).ToHaveTextAsync("Enrolled");
        await gate.Verify("guessed", Faces.Of(124));
        await Assertions.Expect(gate.Locator(".verdict")).ToHaveTextAsync("Match");
    }

    [Fact]
    public async Task Verify_WhatCannotBeDecided_IsRefusedInWords()
    {
        await console.Silo.Enrol("asked", 123);
        var page = await console.SignIn(Harbour.GateKey);
        await page.Verify("asked", Faces.Nobody);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("No face");
        await page.Verify("nobody.of.that.name", Faces.Of(123));
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Not enrolled");
        await Assertions.Expect(page.Locator(".decision")).ToHaveCountAsync(0);
    }
}
