using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Mote.Protocol;
using Mote.WebConsole.Verification;

namespace Mote.WebConsole.Tests;

public sealed class HeatMapTests
{
    private static readonly ExplanationFigures Figures = new(
        [new(FaceRegion.LeftEye, 0.5), new(FaceRegion.Nose, 0.25), new(FaceRegion.Mouth, 0.15), new(FaceRegion.Chin, 0.1)], [new LayerActivity(2, 3)]);

    [Fact]
    public async Task HeatMap_OfAMatch_StandsBesideThePhotoAndNamesTheRegionsThatSpokeMost()
    {
        var html = await Rendered("data:image/jpeg;base64,AAAA", isMatch: true, ExplanationMethod.GradCamPlusPlus, ExplainedQuantity.Score);
        Assert.Contains("src=\"data:image/jpeg;base64,AAAA\" alt=\"The photo that was decided about\"", html, StringComparison.Ordinal);
        Assert.Contains("src=\"data:image/png;base64,AQID\"", html, StringComparison.Ordinal);
        Assert.Contains("the left eye (50 %), the nose (25 %), the mouth (15 %)", html, StringComparison.Ordinal);
        Assert.DoesNotContain("chin", html, StringComparison.Ordinal);
        Assert.DoesNotContain("margin", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HeatMap_OfANonMatch_HasNoNumberAndSaysThatItIsTheMargin()
    {
        var html = await Rendered(null, isMatch: false, ExplanationMethod.Occlusion, ExplainedQuantity.Margin);
        Assert.Contains("(the margin), region by region and without a number, by covering parts of the face", html, StringComparison.Ordinal);
        Assert.DoesNotContain("%", html, StringComparison.Ordinal);
        Assert.DoesNotContain("The photo", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HeatMap_MatchOfASilentNetwork_SaysThatItIsTheMargin() => Assert.Contains(
        "its margin, since it is silent here", await Rendered(null, isMatch: true, ExplanationMethod.GradCamPlusPlus, ExplainedQuantity.Margin), StringComparison.Ordinal);

    private static async Task<string> Rendered(string? photo, bool isMatch, ExplanationMethod method, ExplainedQuantity explains)
    {
        var decision = new Mote.Protocol.Verification(isMatch, isMatch ? 1e-5 : null, 1e-4, 1, new string('e', 64), Guid.NewGuid());
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<HeatMap>(ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(HeatMap.Photo)] = photo,
            [nameof(HeatMap.Explanation)] = new Explanation(decision, method, explains, isMatch ? Figures : null, [1, 2, 3], [4]),
        }))).ToHtmlString());
    }
}
