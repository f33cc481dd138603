using System.Globalization;
using System.Xml.Linq;
using Mote.Cli.Demo;
using Mote.Pages;
using Mote.Pages.Figures;

namespace Mote.Cli.Tests.Demo;

public sealed class ScoreBinsTests
{
    [Fact]
    public async Task Of_TwoKinds_IsDrawnWithABarWhereScoresAreAndTheBoundWhereItIs()
    {
        // From 0 to 64 in 64 bins: scores fall into bins 0, 1 and 63, the bound into the middle.
        var svg = await Draw(new ScoreSet([63.5, 64], [0, 0.5, 0.9, 1.5], 32));

        Assert.Equal([0.0, 6], Bars("strangers").Select(bar => Number(bar, "x")));
        Assert.Equal([378.0], Bars("own").Select(bar => Number(bar, "x")));
        // Heights are square roots of shares: all own photos in one bin, three quarters of the strangers in another.
        Assert.Equal(Math.Sqrt(0.75) * Number(Bars("own").Single(), "height"), Number(Bars("strangers").First(), "height"), 0);
        Assert.Equal(192, Number(svg.Elements("line").First(), "x1"));
        Assert.Equal("Histogram: points", (string?)svg.Attribute("aria-label"));

        IEnumerable<XElement> Bars(string kind) => svg.Elements("rect").Where(bar => (string?)bar.Attribute("class") == kind);

        static double Number(XElement element, string attribute) => double.Parse((string)element.Attribute(attribute)!, CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Of_OneScoreOfEach_IsDrawn() => Assert.NotEmpty((await Draw(new ScoreSet([1], [1], 1))).Elements("rect"));

    private static async Task<XElement> Draw(ScoreSet scores) => XElement.Parse(await RenderedHtml.Of<ScoreHistogram>(ScoreBins.Of(scores, "points")));
}
