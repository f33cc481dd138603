using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Mote.WebConsole.Tests;

/// <summary>What people do on pages.</summary>
internal static class Pages
{
    private static readonly string Pictures = Directory.CreateDirectory(Path.Combine((string)AppContext.GetData("Mote.Repository")!, "artifacts", "screenshots")).FullName;

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>Keeps a picture of the page.</summary>
    public static Task Keep(this IPage page, string name) => page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{name}.png"), FullPage = true });

    /// <summary>Waits until the page's address is one; what is on the page is waited for by whoever looks at it.</summary>
    /// <param name="page">The page.</param>
    /// <param name="pattern">A regular expression.</param>
    /// <remarks>Not for the event that a page has loaded: on a busy machine it may be over before anybody listens.</remarks>
    public static Task WaitForAddress(this IPage page, string pattern) => Assertions.Expect(page).ToHaveURLAsync(new Regex(pattern));

    public static FilePayload File(byte[] photo, string name = "photo.jpg", string type = "image/jpeg") => new() { Name = name, MimeType = type, Buffer = photo };

    /// <summary>Chooses a photo in the page's form.</summary>
    public static Task Choose(this IPage page, byte[] photo) => page.Locator("input[name=photo]").SetInputFilesAsync(File(photo));

    /// <summary>Chooses a photo from the disk: a large one would take its time on the way to the browser.</summary>
    public static Task Choose(this IPage page, string file) => page.Locator("input[name=photo]").SetInputFilesAsync(file);

    /// <summary>Enrols through the form, and waits for the page that tells how it ended.</summary>
    public static Task Enrol(this IPage page, string subject, byte[] photo) => page.Enrol(subject, () => page.Choose(photo));

    /// <inheritdoc cref="Enrol(IPage, string, byte[])"/>
    public static Task Enrol(this IPage page, string subject, string file) => page.Enrol(subject, () => page.Choose(file));

    private static async Task Enrol(this IPage page, string subject, Func<Task> choose)
    {
        await page.GotoAsync("/enrol");
        await page.GetByLabel("Name").FillAsync(subject);
        await choose();
        await page.GetByRole(AriaRole.Button, new() { Name = "Enrol", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { NameRegex = new("is enrolled|was not enrolled|Enrol a person") }).WaitForAsync();
    }

    /// <summary>The rules of WCAG 2.2 AA that a program can check, and that the page breaks.</summary>
    /// <remarks>In the page itself, whose one frame is all there is: what checks several gathers them in a browser context of its own, and takes ten times as long.</remarks>
    public static async Task<IReadOnlyList<string>> BrokenRules(this IPage page)
    {
        Assert.Single(page.Frames);
        await page.EvaluateAsync(Axe);
        var found = await page.EvaluateAsync<Findings>(
            """
            async () => {
                const { passes, violations } = await axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
                return { kept: passes.length, broken: violations.map(rule => `${rule.id}, ${rule.help}: ${rule.nodes.map(node => node.html).join("; ")}`) };
            }
            """);
        Assert.True(found.Kept > 5, $"The rules were not run on '{page.Url}'.");
        return found.Broken;
    }

    public static async Task Verify(this IPage page, string subject, byte[] photo)
    {
        await page.GotoAsync($"/verify?subject={subject}");
        await page.Choose(photo);
        await page.GetByRole(AriaRole.Button, new() { Name = "Verify", Exact = true }).ClickAsync();
        await page.Locator(".decision, .alert").First.WaitForAsync();
    }

    private sealed class Findings
    {
        public int Kept { get; set; }

        public string[] Broken { get; set; } = [];
    }
}
