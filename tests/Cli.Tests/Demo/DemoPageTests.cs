using System.Xml.Linq;
using Mote.Cli.Demo;
using Mote.Pages;
using Mote.Pages.Figures;

namespace Mote.Cli.Tests.Demo;

public sealed class DemoPageTests
{
    private static readonly DemoPageModel OfRealPeople = new()
    {
        Enrolled = 12,
        BytesPerIdentity = 1226,
        Seconds = 31.6,
        Figures = [new FigureRow(["by group of the reference", "<b> 0.00 % & less", "M 1.00 %"])],
        Notes = ["Failures to enrol: 1 \"<i>\"."],
        Scores = [],
    };

    [Fact]
    public async Task Page_StandsByItself_AndWhatItShowsIsText()
    {
        var page = await RenderedHtml.Of<DemoPage>(OfRealPeople with { HeatMaps = [new DemoHeatMap("A photo of <script>. Yes.", [1, 2, 3])] });

        Assert.StartsWith("<!doctype html>", page, StringComparison.Ordinal);
        Assert.Contains(StyleSheet.Text, page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        var body = Body(page);
        Assert.Equal("Mote, tried on 12 people", body.Descendants("h1").Single().Value);
        Assert.Contains("1,226 bytes. 32 seconds in all.", body.Value, StringComparison.Ordinal);
        Assert.Equal("<b> 0.00 % & less", body.Descendants("td").First().Value.Trim());
        Assert.Contains("1 \"<i>\".", body.Value, StringComparison.Ordinal);
        var picture = Assert.Single(body.Descendants("img"));
        Assert.Equal(("Heat map. A photo of <script>. Yes.", "data:image/jpeg;base64,AQID"), ((string?)picture.Attribute("alt"), (string?)picture.Attribute("src")));
    }

    [Fact]
    public async Task Page_OfRealPeople_ShowsNoneOfThem_AndNoDrawingOfNothing()
    {
        var body = Body(await RenderedHtml.Of<DemoPage>(OfRealPeople));

        Assert.Empty(body.Descendants("img"));
        Assert.Empty(body.Descendants("svg"));
        Assert.Equal(["How well it went"], body.Descendants("h2").Select(heading => heading.Value));
    }

    private static XElement Body(string page) => XElement.Parse(page[page.IndexOf("<main>", StringComparison.Ordinal)..page.IndexOf("</body>", StringComparison.Ordinal)]);
}
