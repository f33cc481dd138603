using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Mote.Pages.Tests;

public sealed class StandalonePageTests
{
    [Fact]
    public async Task Page_HoldsItsStyle_AndNamesNoAddressAndNoScript()
    {
        var page = await RenderedHtml.Of<Greeting>("world");

        Assert.StartsWith("<!doctype html><html lang=\"en\">", page.Replace("\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains($"<style>{StyleSheet.Text}</style>", page, StringComparison.Ordinal);
        Assert.All(["//", "http", "<script", "<link", "url("], forbidden => Assert.DoesNotContain(forbidden, page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_OfMarkup_ShowsIt()
    {
        var page = await RenderedHtml.Of<Greeting>("<b>\"it\" & co");

        Assert.Contains("<title>&lt;b&gt;&quot;it&quot; &amp; co</title>", page, StringComparison.Ordinal);
        Assert.Contains("<p>&lt;b&gt;&quot;it&quot; &amp; co</p>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
    }

    /// <summary>Whatever stands in the sheet stands in a style element and in files that nobody serves.</summary>
    [Fact]
    public void StyleSheet_EndsNoElement_AndNamesNoFile() =>
        Assert.All(["</", "@import", "url(", "://"], forbidden => Assert.DoesNotContain(forbidden, StyleSheet.Text, StringComparison.Ordinal));

    private sealed class Greeting : ComponentBase
    {
        [Parameter]
        public string Model { get; set; } = "";

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenComponent<StandalonePage>(0);
            builder.AddComponentParameter(1, nameof(StandalonePage.Title), Model);
            builder.AddComponentParameter(2, nameof(StandalonePage.ChildContent), (RenderFragment)(content =>
            {
                content.OpenElement(0, "p");
                content.AddContent(1, Model);
                content.CloseElement();
            }));
            builder.CloseComponent();
        }
    }
}
