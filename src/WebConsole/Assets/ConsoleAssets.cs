using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Mote.Pages;

namespace Mote.WebConsole.Assets;

/// <summary>The scripts and the icon, from inside this assembly, and the style sheet of all pages. An address that names its content's hash may be kept for good.</summary>
public sealed class ConsoleAssets
{
    private readonly FrozenDictionary<string, (byte[] Content, string Hash, string Type)> _assets;

    /// <summary>Reads them.</summary>
    public ConsoleAssets() => _assets = new[] { typeof(ConsoleAssets).Assembly, typeof(StyleSheet).Assembly }
        .SelectMany(assembly => assembly.GetManifestResourceNames().Select(name => (assembly, name)))
        .Where(asset => TypeOf(asset.name) is not null)
        .ToFrozenDictionary(asset => asset.name, asset =>
        {
            using var stream = asset.assembly.GetManifestResourceStream(asset.name)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            return (content, Convert.ToHexStringLower(SHA256.HashData(content))[..16], TypeOf(asset.name)!);
        });

    /// <summary>The address of an asset.</summary>
    /// <param name="name">Its file's name.</param>
    public string Address(string name) => $"assets/{name}?v={_assets[name].Hash}";

    internal void Map(IEndpointRouteBuilder open) => open.MapGet("/assets/{name}", (string name, string? v, HttpContext context) =>
    {
        if (!_assets.TryGetValue(name, out var asset))
            return Results.NotFound();
        context.Response.Headers.CacheControl = v == asset.Hash ? "public, max-age=31536000, immutable" : "no-cache";
        return Results.Bytes(asset.Content, asset.Type, entityTag: new EntityTagHeaderValue($"\"{asset.Hash}\""));
    }).AllowAnonymous();

    private static string? TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => null,
    };
}
