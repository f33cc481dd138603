using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Mote.Console.Verification;

namespace Mote.Console.Tests;

public sealed class HeatMapTests
{
    [Fact]
    public async Task HeatMap_StandsBesideThePhoto()
    {
        var html = await Rendered("data:image/jpeg;base64,AAAA");
        Assert.Contains("src=\"data:image/jpeg;base64,AAAA\" alt=\"The photo that was decided about\"", html, StringComparison.Ordinal);
        Assert.Contains("src=\"data:image/png;base64,AQID\" alt=\"Heat map over the face\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HeatMap_PhotoTooLargeForAPage_StandsAlone() =>
        Assert.DoesNotContain("The photo", await Rendered(null), StringComparison.Ordinal);

    private static async Task<string> Rendered(string? photo)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<HeatMap>(ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(HeatMap.Photo)] = photo,
            [nameof(HeatMap.Map)] = new ReadOnlyMemory<byte>([1, 2, 3]),
        }))).ToHtmlString());
    }
}
