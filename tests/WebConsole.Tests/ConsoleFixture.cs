using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Mote.WebConsole.Tests.ConsoleFixture))]

namespace Mote.WebConsole.Tests;

/// <summary>One silo and one real browser for all tests; each test opens pages of its own.</summary>
public sealed class ConsoleFixture : IAsyncLifetime
{
    // Of one folder the first: the one without windows does less.
    private static readonly string? Chromium = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => new[] { "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    private const float Patience = 60_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private Harbour? _silo;

    public Harbour Silo => _silo!;

    public async ValueTask InitializeAsync()
    {
        // Whatever the framework would put on the disk fails here: photos stay in memory.
        Environment.SetEnvironmentVariable("ASPNETCORE_TEMP", "/nowhere/at/all");
        _silo = await Harbour.Start();
        if (Chromium is null)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await Launch();
        // What a page shows is waited for, however busy the machine.
        Assertions.SetDefaultExpectTimeout(Patience);
    }

    /// <summary>Starts another browser, with switches of its own. Skips the running test where there is none.</summary>
    public async Task<IBrowser> Launch(params string[] switches)
    {
        Assert.SkipWhen(Chromium is null, "Needs chromium on the PATH.");
        return await _playwright!.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", .. switches] });
    }

    /// <summary>A page of a new visitor, with nothing of another's. Skips the running test where there is no browser.</summary>
    public async Task<IPage> Visit(BrowserNewContextOptions? options = null, Harbour? silo = null, IBrowser? browser = null)
    {
        Assert.SkipWhen(Chromium is null, "Needs chromium on the PATH.");
        options ??= new BrowserNewContextOptions();
        options.BaseURL ??= (silo ?? Silo).Address.ToString();
        options.ReducedMotion ??= ReducedMotion.Reduce;
        var context = await (browser ?? _browser!).NewContextAsync(options);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(Patience);
        return page;
    }

    /// <summary>The same, signed in.</summary>
    public async Task<IPage> SignIn(string key = Harbour.OperatorKey, BrowserNewContextOptions? options = null, Harbour? silo = null, IBrowser? browser = null)
    {
        var page = await Visit(options, silo, browser);
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("API key").FillAsync(key);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.WaitForAddress(key == Harbour.GateKey ? "/verify$" : "/people$");
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_silo is not null)
            await _silo.DisposeAsync();
    }
}
