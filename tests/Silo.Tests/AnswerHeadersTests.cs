using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mote.Tests;

namespace Mote.Silo.Tests;

/// <summary>What every answer says to browsers and caches, and what of a decision its length says.</summary>
public sealed class AnswerHeadersTests(TwoRealms silo) : IClassFixture<TwoRealms>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/v1/identities")]
    [InlineData("/v1/identities/nobody")]
    [InlineData("/v1/no-such-route")]
    [InlineData("/v1/identities?limt=1")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task EveryAnswer_IsKeptByNobody_AndIsWhatItSays(string path)
    {
        using var answer = await silo.Http.GetAsync(path, Cancelled);
        Assert.True(answer.Headers.CacheControl?.NoStore, $"{path}: {answer.Headers.CacheControl}");
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
    }

    [Fact]
    public async Task Decision_MatchOrNot_IsOfOneLength()
    {
        await silo.Enrol("even");
        var (match, other) = (await Verify(TwoRealms.Photo()), await Verify(TwoRealms.Stranger));
        Assert.Contains("\"isMatch\":true", match.Said, StringComparison.Ordinal);
        Assert.Contains("\"isMatch\":false", other.Said, StringComparison.Ordinal);
        Assert.NotNull(match.Length);
        Assert.Equal(match.Length, other.Length);

        async Task<(long? Length, string Said)> Verify(byte[] photo)
        {
            using var answer = await silo.Http.PostAsync("/v1/identities/even/verify", TwoRealms.Form(photo), Cancelled);
            return (answer.Content.Headers.ContentLength, await answer.Content.ReadAsStringAsync(Cancelled));
        }
    }

    /// <summary>Behind a certificate, by whatever name but this machine's own.</summary>
    [Fact]
    public async Task OverHttps_TellsToComeByHttpsAlone()
    {
        var folder = Directory.CreateTempSubdirectory("mote-https-");
        try
        {
            var file = Path.Combine(folder.FullName, "silo.pfx");
            using (var key = RSA.Create(2048))
            using (var own = new CertificateRequest("CN=mote.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1)))
                await File.WriteAllBytesAsync(file, own.Export(X509ContentType.Pfx, "secret"), Cancelled);
            var plan = new SiloPlan(folder.FullName) { Callers = [new("a-key", "somebody", "site")] }
                .With(("urls", "https://127.0.0.1:0"), ("Kestrel:Certificates:Default:Path", file), ("Kestrel:Certificates:Default:Password", "secret"));
            await using var https = await TestSilo.Start(plan, Cancelled);
            using var caller = https.Caller("a-key", new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true });
            caller.DefaultRequestHeaders.Host = "mote.example";
            foreach (var path in new[] { "/v1/identities", "/v1/identities/nobody", "/sign-in" })
            {
                using var answer = await caller.GetAsync(path, Cancelled);
                Assert.Equal(["max-age=31536000"], answer.Headers.GetValues("Strict-Transport-Security"));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
