using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using Microsoft.Playwright;
using Mote.Service.Credentials;

namespace Mote.WebConsole.Tests;

public sealed class OpenIdConnectTests(ConsoleFixture console) : IAsyncLifetime
{
    private OpenIdProvider _provider = null!;
    private Harbour _silo = null!;

    public async ValueTask InitializeAsync()
    {
        _provider = await OpenIdProvider.Start();
        _silo = await Harbour.Start(
            ("Mote:Console:OpenIdConnect:Authority", _provider.Authority),
            ("Mote:Console:OpenIdConnect:ClientId", OpenIdProvider.ClientId),
            ("Mote:Console:OpenIdConnect:ClientSecret", OpenIdProvider.ClientSecret),
            ("Mote:Console:OpenIdConnect:DisplayName", "the harbour's accounts"));
    }

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task Account_WithTheRole_IsAnOperatorOfItsRealm()
    {
        _provider.Claims = new() { ["name"] = "Ada", ["realm"] = "harbour", ["roles"] = new[] { "staff", "mote-operator" }, ["email"] = "ada@harbour.example" };
        var page = await Enter();
        await Assertions.Expect(page.GetByText("Ada, operator")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "System" })).ToBeVisibleAsync();
        var cookie = (await page.Context.CookiesAsync()).Single(cookie => cookie.Name == "mote-console");
        Assert.True(cookie is { HttpOnly: true, SameSite: SameSiteAttribute.Lax });
    }

    [Fact]
    public async Task Account_WithoutTheRole_MayVerifyOnly()
    {
        _provider.Claims = new() { ["name"] = "Grace", ["realm"] = "harbour", ["roles"] = "staff" };
        var page = await Enter();
        await Assertions.Expect(page.GetByText("Grace, door")).ToBeVisibleAsync();
        var answer = await page.GotoAsync("/enrol");
        Assert.Equal(403, answer!.Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not a realm")]
    public async Task Account_WithoutARealm_IsRefusedInWords(string? realm)
    {
        _provider.Claims = new() { ["name"] = "Nobody", ["roles"] = "mote-operator" };
        if (realm is not null)
            _provider.Claims["realm"] = realm;
        await Refused("names no realm here");
    }

    [Fact]
    public async Task Token_ForSomebodyElse_IsRefused()
    {
        _provider.Claims = new() { ["realm"] = "harbour" };
        _provider.Audience = "another-client";
        await Refused("did not work");
    }

    [Fact]
    public async Task Token_SignedByAnother_IsRefused()
    {
        using var forger = RSA.Create(2048);
        _provider.Claims = new() { ["realm"] = "harbour", ["roles"] = "mote-operator" };
        _provider.Forged = new RsaSecurityKey(forger) { KeyId = "one" };
        await Refused("did not work");
    }

    [Theory]
    [InlineData("Authority", "http://accounts.example", "https")]
    [InlineData("ClientSecret", "", "ClientSecret")]
    public async Task Settings_Wrong_AreRefusedAtStart(string setting, string value, string expected)
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => Harbour.Start(
            [
                .. new[] { ("Authority", "https://accounts.example"), ("ClientId", "mote"), ("ClientSecret", "secret") }
                    .Select(pair => ($"Mote:Console:OpenIdConnect:{pair.Item1}", (string?)(pair.Item1 == setting ? value : pair.Item2))),
            ]));
        Assert.Contains(expected, failure.ToString(), StringComparison.Ordinal);
    }

    private async Task<IPage> Enter()
    {
        var page = await console.Visit(silo: _silo);
        await page.GotoAsync("/sign-in");
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in with the harbour's accounts" }).ClickAsync();
        await page.WaitForAddress("/people|/verify|failed=");
        return page;
    }

    private async Task Refused(string words)
    {
        var page = await Enter();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(words);
        await page.GotoAsync("/people");
        Assert.Contains("/sign-in", page.Url, StringComparison.Ordinal);
        // Counted as any refused credential is.
        Assert.Equal(1, Assert.Single(_silo.App.Services.GetRequiredService<RefusedCredentials>().Lately("harbour")).Times);
    }
}
