using System.Net.Http.Headers;
using System.Text;
using MathNet.Numerics.Random;
using Mote.Tests;

namespace Mote.Silo.Tests.Fuzz;

/// <summary>Draws requests that nobody in his right mind sends, near to those that somebody does. The same seed gives the same ones.</summary>
/// <param name="routes">Every route: its method and its pattern.</param>
/// <param name="keys">Keys that are known.</param>
/// <param name="seed">What they are drawn by.</param>
internal sealed class FuzzedRequests(IReadOnlyList<(string Method, string Pattern)> routes, IReadOnlyList<string> keys, int seed)
{
    private const string Boundary = "b0undary";

    private static readonly string[] Words =
    [
        "ada", "nobody", "", " ", "..", ".", "a b", "%00", "%2F", "%", "?", "#", "é", "名", "0", "-1", "1e999", "NaN", "0,5", "1.5", "2147483648", "99999999999999999999", "true", "null",
        "{}", "[]", "'", "\"", "<b>", "a\tb", "00000000-0000-0000-0000-000000000000", "2026-13-45", "2026-11-30T00:00:00Z", "/etc/passwd", new('x', 300), new('x', 5000), "\ud83d\ude00", "default", "one", "single-unit", "verify,people",
    ];

    private static readonly string[] Names =
    [
        "photo", "subject", "recipe", "receipe", "balance", "targetFalseMatchRate", "group", "force", "other", "door", "key", "after", "limit", "before", "from", "to", "kind", "since", "name", "names",
        "scopes", "doors", "expires", "role", "realm", "subjects", "missesBounds", "enrolledBefore", "models", "policy", "mostFalseMatchRate", "administrator", "page", "size", "__proto__", "", "x",
    ];

    private static readonly string[] Types =
    [
        "application/json", "application/json; charset=bogus", "application/json; charset=utf-16", "text/plain", "image/jpeg", "image/png", "image/heic", "application/octet-stream", $"multipart/form-data; boundary={Boundary}", "multipart/form-data",
        "multipart/form-data; boundary=", "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=bogus", "*/*", "nonsense", ";", "multipart/mixed; boundary=x", "application/problem+json",
    ];

    private static readonly string[] Methods = ["GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "NONSENSE"];

    private readonly Xoshiro256StarStar _random = new(seed, threadSafe: false);
    private readonly byte[] _photo = DemoPeople.Photo(7, 0);

    /// <summary>The next one, and a line that says what it is.</summary>
    public (HttpRequestMessage Request, string Line) Next()
    {
        var (method, pattern) = routes[_random.Next(routes.Count)];
        if (Rarely())
            method = One(Methods);
        var path = string.Join('/', pattern.Split('/').Select(segment => segment.StartsWith('{') || Rarely() && segment.Length > 0 ? Uri.EscapeDataString(Word()) : segment));
        var query = string.Join('&', Enumerable.Range(0, Seldom() ? _random.Next(1, 4) : 0).Select(_ => $"{Uri.EscapeDataString(One(Names))}={Uri.EscapeDataString(Word())}"));
        var request = new HttpRequestMessage(new HttpMethod(method), $"/{path.TrimStart('/')}{(query.Length > 0 ? "?" + query : "")}");
        var key = Rarely() ? Header(Word()) : One(keys);
        Set(request.Headers, "Authorization", Rarely() ? Header(Word()) : $"Bearer {key}");
        if (Seldom())
            Set(request.Headers, "Idempotency-Key", Often() ? Guid.NewGuid().ToString() : Header(Word()));
        if (Seldom())
            Set(request.Headers, "Mote-Door", Header(Word()));
        if (Seldom())
            Set(request.Headers, "Accept", One(Types));
        if (Rarely())
            Set(request.Headers, One(["X-Api-Key", "X-Forwarded-For", "X-Forwarded-Proto", "Range", "If-None-Match", "Cookie", "Expect", "traceparent", "Accept-Language"]), Header(Word()));
        var type = "";
        if (method is not ("GET" or "HEAD" or "TRACE") && Often())
        {
            type = One(Types);
            request.Content = new ByteArrayContent(Body(type));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        return (request, $"{method} {path}?{query} {type}");
    }

    private byte[] Body(string type)
    {
        var whole = _random.Next(6) switch
        {
            0 => [],
            1 => Noise(),
            2 => _photo,
            3 => Encoding.UTF8.GetBytes(Json(0)),
            4 => Encoding.UTF8.GetBytes(string.Join('&', Enumerable.Range(0, 3).Select(_ => $"{One(Names)}={Uri.EscapeDataString(Word())}"))),
            _ => Form(),
        };
        if (type.StartsWith("multipart", StringComparison.Ordinal) && Often())
            whole = Form();
        else if (type.StartsWith("application/json", StringComparison.Ordinal) && Often())
            whole = Encoding.UTF8.GetBytes(Json(0));
        return Seldom() ? whole[..(whole.Length > 0 ? _random.Next(whole.Length) : 0)] : whole;
    }

    private byte[] Form()
    {
        using var form = new MemoryStream();
        for (var field = _random.Next(4); field >= 0; field--)
        {
            var isPhoto = Often();
            Write($"--{Boundary}\r\nContent-Disposition: form-data; name=\"{(isPhoto ? "photo" : One(Names))}\"{(isPhoto || Rarely() ? "; filename=\"a.jpg\"" : "")}\r\n{(Rarely() ? Header(Word()) + ": x\r\n" : "")}\r\n");
            form.Write(isPhoto ? Often() ? _photo : Noise() : Encoding.UTF8.GetBytes(Word()));
            Write("\r\n");
        }

        if (Often())
            Write($"--{Boundary}--\r\n");
        return form.ToArray();

        void Write(string text) => form.Write(Encoding.UTF8.GetBytes(text));
    }

    private string Json(int depth) => _random.Next(depth > 3 ? 4 : 7) switch
    {
        0 => $"\"{Word().Replace("\"", "", StringComparison.Ordinal)}\"",
        1 => Word(),
        2 => _random.Next(-5, 5).ToString(System.Globalization.CultureInfo.InvariantCulture),
        3 => "null",
        4 => $"[{string.Join(',', Enumerable.Range(0, _random.Next(4)).Select(_ => Json(depth + 1)))}]",
        5 => new string('[', 200),
        _ => $"{{{string.Join(',', Enumerable.Range(0, _random.Next(5)).Select(_ => $"\"{One(Names)}\":{Json(depth + 1)}"))}}}",
    };

    private byte[] Noise()
    {
        var bytes = new byte[_random.Next(2000)];
        _random.NextBytes(bytes);
        return bytes;
    }

    private static void Set(HttpRequestHeaders headers, string name, string value) => headers.TryAddWithoutValidation(name, value);

    // What no client writes into a header: a line of its own, or what is not of ASCII.
    private static string Header(string word) => new([.. word.Where(letter => letter is >= ' ' and < '\u007f')]);

    private string Word() => One(Words);

    private T One<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];

    private bool Often() => _random.Next(4) > 0;

    private bool Seldom() => _random.Next(4) == 0;

    private bool Rarely() => _random.Next(12) == 0;
}
