namespace Mote.Client.Testing;

/// <summary>Where the client's requests end: each fails as the test has said, or is answered.</summary>
internal sealed class FakeEdge(FakePeople people, FakeFailures failures) : HttpMessageHandler
{
    private const string After = "after=";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var answer = failures.Next() is { } failure
            ? await failure.Befall(() => Answer(request, cancellationToken), cancellationToken)
            : await Answer(request, cancellationToken);
        answer.RequestMessage = request;
        return answer;
    }

    private async Task<HttpResponseMessage> Answer(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var form = await FakeForm.Read(request.Content, cancellationToken);
        var id = request.Headers.TryGetValues("Idempotency-Key", out var ids) ? ids.Single() : Guid.NewGuid().ToString();
        var path = request.RequestUri!.AbsolutePath;
        string[] parts = [.. path[path.IndexOf("/v1/", StringComparison.Ordinal)..].Split('/', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Uri.UnescapeDataString)];
        return (request.Method.Method, parts) switch
        {
            ("POST", ["identities", var subject, "verify"]) => people.Verify(subject, id, form),
            ("PUT", ["identities", var subject]) => people.Enrol(subject, id, form),
            ("POST", ["identities", var subject, "re-enrol"]) => people.Reenrol(subject, id, form),
            ("GET", ["identities", var subject]) => people.Find(subject),
            ("DELETE", ["identities", var subject]) => people.Erase(subject),
            ("DELETE", ["identities", var subject, "lockout"]) => people.Unlock(subject),
            ("GET", ["identities"]) => people.List(Following(request.RequestUri.Query)),
            _ => throw new NotSupportedException($"A fake service does not answer {request.Method} {path}: try that on a silo, 'mote up'."),
        };
    }

    private static string? Following(string query) => query.TrimStart('?').Split('&')
        .Where(term => term.StartsWith(After, StringComparison.Ordinal)).Select(term => Uri.UnescapeDataString(term[After.Length..])).FirstOrDefault();
}
