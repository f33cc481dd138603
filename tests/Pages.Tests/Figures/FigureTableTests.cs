using System.Xml.Linq;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Mote.Pages.Figures;

namespace Mote.Pages.Tests.Figures;

public sealed class FigureTableTests
{
    [Fact]
    public async Task Table_IsNamedByItsCaption_AndScrollsByTheKeyboard()
    {
        var region = await Draw();

        Assert.Equal(("region", "0", "What & why"), ((string?)region.Attribute("role"), (string?)region.Attribute("tabindex"), (string?)region.Attribute("aria-label")));
        Assert.Equal("What & why", region.Descendants("caption").Single().Value);
    }

    [Fact]
    public async Task Headings_BreakNoRateInTwo() =>
        Assert.Equal(["recipe", "FNMR at 1e\u20113"], (await Draw()).Descendants("th").Where(heading => (string?)heading.Attribute("scope") == "col").Select(heading => heading.Value));

    [Fact]
    public async Task Rows_SayWhatEachFigureRestsOn()
    {
        var region = await Draw(
            new FigureRow(["cosine", FigureCell.Without("no value")]),
            new FigureRow(["<b>", new FigureCell("1.0 %", "2.0 %").With("0.5 % to 3 %").With("2 errors, too few", warns: true)], IsOurs: true),
            new FigureRow(["<b>", ""], Continues: true));

        Assert.Equal(["cosine", "<b>", "<b>"], region.Descendants("th").Where(heading => (string?)heading.Attribute("scope") == "row").Select(heading => heading.Value.Trim()));
        // A name that is not shown again is still read out.
        Assert.Equal([null, null, "visually-hidden"], region.Descendants("th").Elements("span").Select(name => (string?)name.Attribute("class")));
        Assert.Equal([null, "ours", null], region.Descendants("tbody").Single().Elements("tr").Select(row => (string?)row.Attribute("class")));
        XElement[] cells = [.. region.Descendants("td")];
        Assert.Equal([("small", null, "no value")], Parts(cells[0]));
        Assert.Equal([("span", "line", "1.0 %"), ("span", "line", "2.0 %"), ("small", null, "0.5 % to 3 %"), ("small", "few", "2 errors, too few")], Parts(cells[1]));
        Assert.Empty(Parts(cells[2]));

        static IEnumerable<(string, string?, string)> Parts(XElement cell) => cell.Elements().Select(part => (part.Name.LocalName, (string?)part.Attribute("class"), part.Value));
    }

    private static async Task<XElement> Draw(params FigureRow[] rows) => XElement.Parse(await RenderedHtml.Of<Table>(rows));

    private sealed class Table : ComponentBase
    {
        [Parameter]
        public IReadOnlyList<FigureRow> Model { get; set; } = [];

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenComponent<FigureTable>(0);
            builder.AddComponentParameter(1, nameof(FigureTable.Caption), "What & why");
            builder.AddComponentParameter(2, nameof(FigureTable.Head), (string[])["recipe", "FNMR at 1e-3"]);
            builder.AddComponentParameter(3, nameof(FigureTable.Rows), Model);
            builder.CloseComponent();
        }
    }
}
