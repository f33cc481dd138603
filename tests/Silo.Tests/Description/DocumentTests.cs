using System.Net;
using System.Text.Json;
using Mote.Tests;

namespace Mote.Silo.Tests.Description;

/// <summary>What the API's document says, beside what every other test holds its answers against.</summary>
public sealed class DocumentTests(TwoRealms silo) : IClassFixture<TwoRealms>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Document_IsReadWithoutAKey_AndNamesWhatIsNeeded()
    {
        var document = await Read();
        Assert.Equal("Mote", document.GetProperty("info").GetProperty("title").GetString());
        Assert.Equal("bearer", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("key").GetProperty("scheme").GetString());
        Assert.True(document.GetProperty("security")[0].TryGetProperty("key", out _));
    }

    /// <summary>Whoever asks writes the header Host.</summary>
    [Fact]
    public async Task Document_AskedForUnderAnotherName_NamesNoAddressButItsOwn()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json") { Headers = { Host = "elsewhere.example" } };
        using var answer = await silo.Nobody.SendAsync(request, Cancelled);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync(Cancelled);
        Assert.DoesNotContain("elsewhere.example", text, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(text);
        Assert.Equal("/", document.RootElement.GetProperty("servers")[0].GetProperty("url").GetString());
    }

    [Fact]
    public async Task Numbers_AreNumbers_AndWhatMayBeMissingIsNotRequired()
    {
        var schemas = (await Read()).GetProperty("components").GetProperty("schemas");
        foreach (var member in schemas.EnumerateObject().Where(schema => schema.Value.TryGetProperty("properties", out _)).SelectMany(schema => schema.Value.GetProperty("properties").EnumerateObject()))
        {
            if (member.Value.TryGetProperty("type", out var type))
                Assert.DoesNotMatch("(number|integer)[^]]*string", type.ToString());
        }

        // Names out of several are text.
        Assert.All(schemas.EnumerateObject().Where(schema => schema.Value.TryGetProperty("enum", out _)), schema => Assert.Contains("string", schema.Value.GetProperty("type").ToString(), StringComparison.Ordinal));

        Assert.DoesNotContain("falseMatchRate", schemas.GetProperty("Verification").GetProperty("required").EnumerateArray().Select(name => name.GetString()));
        Assert.Contains("isMatch", schemas.GetProperty("Verification").GetProperty("required").EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public async Task Verification_SaysHowAPhotoIsSent_AndHowItIsRefused()
    {
        var verify = (await Read()).GetProperty("paths").GetProperty("/v1/identities/{subject}/verify").GetProperty("post");
        var sent = verify.GetProperty("requestBody").GetProperty("content");
        // What programs that make clients take.
        Assert.Equal("application/json", sent.EnumerateObject().First().Name);
        Assert.Contains("'targetFalseMatchRate'", sent.GetProperty("image/jpeg").GetProperty("schema").GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.Equal("binary", sent.GetProperty("image/jpeg").GetProperty("schema").GetProperty("format").GetString());
        Assert.Equal("base64", sent.GetProperty("application/json").GetProperty("schema").GetProperty("properties").GetProperty("photo").GetProperty("contentEncoding").GetString());
        Assert.Contains("ProbeForm", sent.GetProperty("multipart/form-data").ToString(), StringComparison.Ordinal);
        Assert.Equal(
            [("Idempotency-Key", "header"), ("Mote-Door", "header"), ("subject", "path")],
            verify.GetProperty("parameters").EnumerateArray().Select(parameter => (parameter.GetProperty("name").GetString(), parameter.GetProperty("in").GetString())).Order());
        Assert.Contains("Problem", verify.GetProperty("responses").GetProperty("default").GetProperty("content").GetProperty("application/problem+json").ToString(), StringComparison.Ordinal);
    }

    private async Task<JsonElement> Read()
    {
        using var document = JsonDocument.Parse(await silo.Nobody.GetStringAsync("/openapi/v1.json", Cancelled));
        return document.RootElement.Clone();
    }
}
