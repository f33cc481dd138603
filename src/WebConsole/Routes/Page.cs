using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mote.WebConsole.Routes;

/// <summary>Pages as answers: rendered whole on the server, and nothing of them lives on.</summary>
internal static class Page
{
    /// <summary>A page that shows a model.</summary>
    /// <typeparam name="T">The page, a component with a parameter <c>Model</c>.</typeparam>
    /// <param name="model">What it shows.</param>
    /// <param name="status">The HTTP status.</param>
    public static RazorComponentResult Of<T>(object model, int status = StatusCodes.Status200OK)
        where T : IComponent =>
        new(typeof(T), new Dictionary<string, object?> { ["Model"] = model }) { StatusCode = status, PreventStreamingRendering = true };
}
