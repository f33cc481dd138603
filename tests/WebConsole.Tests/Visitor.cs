using System.Net;
using System.Text.RegularExpressions;

namespace Mote.WebConsole.Tests;

/// <summary>A browser's part in HTTP without the browser: cookies, forms with their tokens, and redirects that are looked at.</summary>
internal sealed partial class Visitor : IDisposable
{
    private readonly HttpClient _http;

    /// <param name="silo">Where to.</param>
    /// <param name="thumbprint">The certificate that is expected there, for https.</param>
    public Visitor(Harbour silo, string? thumbprint = null)
    {
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            CookieContainer = Cookies,
            ServerCertificateCustomValidationCallback = (_, presented, _, _) => presented?.Thumbprint == thumbprint,
        };
        _http = new HttpClient(handler) { BaseAddress = silo.Address };
        _http.DefaultRequestHeaders.Add("Accept", "text/html");
    }

    public CookieContainer Cookies { get; } = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<Visitor> SignedIn(Harbour silo, string key = Harbour.OperatorKey)
    {
        var visitor = new Visitor(silo);
        using var answer = await visitor.SignIn(key);
        // To the first page that is the caller's; whoever asks for nothing meets the sign-in page again.
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.DoesNotContain("sign-in", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        return visitor;
    }

    public Task<HttpResponseMessage> Get(string address) => _http.GetAsync(address, Cancelled);

    public async Task<string> Text(string address)
    {
        using var answer = await Get(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancelled);
    }

    public Task<HttpResponseMessage> SignIn(string key, string? returnUrl = null) =>
        Post("/sign-in", "/sign-in", ("key", key), ("returnUrl", returnUrl ?? ""));

    /// <summary>Posts a form with the token of the page that holds it.</summary>
    public async Task<HttpResponseMessage> Post(string page, string address, params (string Name, string Value)[] fields) =>
        await Post(address, [("__RequestVerificationToken", await Token(page)), .. fields]);

    /// <summary>Posts a form as it is.</summary>
    public async Task<HttpResponseMessage> Post(string address, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await _http.PostAsync(address, form, Cancelled);
    }

    public async Task<HttpResponseMessage> Send(HttpRequestMessage request) => await _http.SendAsync(request, Cancelled);

    public async Task<string> Token(string page) => TokenField().Match(await Text(page)).Groups[1].Value;

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();
}
