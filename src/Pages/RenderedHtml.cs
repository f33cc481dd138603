using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mote.Pages;

/// <summary>Components as text, rendered whole, where no request asks for them.</summary>
public static class RenderedHtml
{
    /// <summary>A component that shows a model.</summary>
    /// <typeparam name="T">The component, which has a parameter <c>Model</c> and asks for no service.</typeparam>
    /// <param name="model">What it shows.</param>
    public static async Task<string> Of<T>(object model)
        where T : IComponent
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { ["Model"] = model });
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(parameters)).ToHtmlString());
    }
}
