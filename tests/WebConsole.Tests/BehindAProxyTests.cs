using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Mote.Client;
using Mote.Tests;

namespace Mote.WebConsole.Tests;

/// <summary>The service under a prefix of somebody else's address, by TLS that ends before it.</summary>
public sealed class BehindAProxyTests(ConsoleFixture console)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Api_AnswersWithItsAddressesUnderThePrefix()
    {
        await using var silo = await Harbour.Start(NginxProxy.Trusted);
        await using var proxy = await NginxProxy.Start(silo.Address, Cancelled);
        using var caller = proxy.Caller(Harbour.ChiefKey);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Faces.Of(1)), "photo", "photo.jpg" } };
        using var enrolled = await caller.PutAsync("v1/identities/ada", form, Cancelled);
        Assert.True(enrolled.IsSuccessStatusCode, await enrolled.Content.ReadAsStringAsync(Cancelled));
        Assert.StartsWith($"{NginxProxy.Prefix}/v1/identities/ada", enrolled.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(["max-age=31536000"], (await Named(proxy)).Headers.GetValues("Strict-Transport-Security"));

        // By the SDK, which is told the address as it is written.
        var known = new ServiceCollection().AddMoteClient(options => (options.Address, options.ApiKey) = (proxy.Address, Harbour.OperatorKey));
        known.AddHttpClient(nameof(MoteClient)).UseSocketsHttpHandler((handler, _) => handler.SslOptions.RemoteCertificateValidationCallback = (_, presented, _, _) => proxy.IsOwn(presented));
        await using var services = known.BuildServiceProvider();
        var client = services.GetRequiredService<MoteClient>();
        await client.EnrolAsync("bob", Faces.Of(2), cancellationToken: Cancelled);
        Assert.True((await client.VerifyAsync("bob", Faces.Of(2), Cancelled)).IsMatch);

        // The document says where it is.
        Assert.Contains($"\"{NginxProxy.Prefix}", await caller.GetStringAsync("openapi/v1.json", Cancelled), StringComparison.Ordinal);
    }

    /// <summary>Nobody but a proxy that is trusted says where the service is.</summary>
    [Fact]
    public async Task Prefix_FromSomebodyWhoIsNotTrusted_SaysNothing()
    {
        await using var silo = await Harbour.Start();
        await using var proxy = await NginxProxy.Start(silo.Address, Cancelled);
        using var caller = proxy.Caller(null);
        using var answer = await caller.GetAsync("people", Cancelled);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.DoesNotContain(NginxProxy.Prefix, answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Console_IsWholeUnderThePrefix()
    {
        await using var silo = await Harbour.Start(NginxProxy.Trusted);
        await using var proxy = await NginxProxy.Start(silo.Address, Cancelled);
        var page = await Visit(proxy);
        var elsewhere = new List<string>();
        page.Response += (_, answer) =>
        {
            // A photo that is shown before it is sent is asked of nobody.
            if (!answer.Url.StartsWith("blob:", StringComparison.Ordinal) && (!answer.Url.StartsWith(proxy.Address.ToString(), StringComparison.Ordinal) || answer.Status >= 400))
                elsewhere.Add($"{answer.Status} {answer.Url}");
        };

        // To where one wanted, over the sign-in.
        await page.GotoAsync("people?find=ada");
        await page.GetByLabel("API key").FillAsync(Harbour.ChiefKey);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.WaitForAddress($"{NginxProxy.Prefix}/people");
        var cookie = (await page.Context.CookiesAsync()).Single(cookie => cookie.Name == "mote-console");
        Assert.True(cookie is { HttpOnly: true, Secure: true } && cookie.Path.StartsWith(NginxProxy.Prefix, StringComparison.Ordinal), cookie.Path);

        await page.GetByRole(AriaRole.Link, new() { Name = "Enrol a person" }).ClickAsync();
        await page.WaitForAddress($"{NginxProxy.Prefix}/enrol$");
        await page.GetByLabel("Name").FillAsync("ada");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "photo.jpg", MimeType = "image/jpeg", Buffer = Faces.Of(1) });
        await page.Locator("form[action='enrol'] button[type=submit]").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Verify ada" }).ClickAsync();
        await page.WaitForAddress($"{NginxProxy.Prefix}/verify\\?subject=ada");
        foreach (var place in await page.Locator("nav.main a").AllAsync())
        {
            await place.ClickAsync();
            await page.WaitForAddress(NginxProxy.Prefix);
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.WaitForAddress($"{NginxProxy.Prefix}/sign-in");
        Assert.Empty(elsewhere);
    }

    [Fact]
    public async Task Provider_SendsBackUnderThePrefix()
    {
        await using var provider = await OpenIdProvider.Start();
        provider.Claims = new() { ["name"] = "Ada", ["realm"] = "harbour", ["roles"] = "mote-operator" };
        await using var silo = await Harbour.Start(
            NginxProxy.Trusted,
            ("Mote:Console:OpenIdConnect:Authority", provider.Authority),
            ("Mote:Console:OpenIdConnect:ClientId", OpenIdProvider.ClientId),
            ("Mote:Console:OpenIdConnect:ClientSecret", OpenIdProvider.ClientSecret));
        await using var proxy = await NginxProxy.Start(silo.Address, Cancelled);
        var page = await Visit(proxy);
        await page.GotoAsync("sign-in");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("Sign in with") }).ClickAsync();
        await page.WaitForAddress($"{NginxProxy.Prefix}/people");
        await Assertions.Expect(page.GetByText("Ada, operator")).ToBeVisibleAsync();
    }

    private Task<IPage> Visit(NginxProxy proxy) => console.Visit(new BrowserNewContextOptions { BaseURL = proxy.Address.ToString(), IgnoreHTTPSErrors = true });

    private static async Task<HttpResponseMessage> Named(NginxProxy proxy)
    {
        using var caller = proxy.Caller(null);
        caller.DefaultRequestHeaders.Host = "mote.example";
        return await caller.GetAsync("health/live", Cancelled);
    }
}
