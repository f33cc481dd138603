using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using Mote.Tests;

namespace Mote.Silo.Tests;

/// <summary>A door is known by its certificate, whoever signed it, and by no other's.</summary>
public sealed class ClientCertificateTests : IDisposable
{
    private const string Chief = "key-of-the-chief";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-certificates-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Door_ByItsCertificate_VerifiesAtItsDoorAndNothingElse()
    {
        using var north = Made("CN=north");
        using var another = Made("CN=north");
        using var expired = Made("CN=former", -2, -1);
        var file = Path.Combine(_folder.FullName, "silo.pfx");
        using (var own = Made("CN=127.0.0.1"))
            await File.WriteAllBytesAsync(file, own.Export(X509ContentType.Pfx, "secret"), Cancelled);
        await using var silo = await TestSilo.Start(Plan(north, expired).With(("urls", "https://127.0.0.1:0"), ("Kestrel:Certificates:Default:Path", file), ("Kestrel:Certificates:Default:Password", "secret")), Cancelled);

        Assert.Equal(HttpStatusCode.NotFound, await Verify(silo, north));
        Assert.Equal(HttpStatusCode.Forbidden, await Verify(silo, north, door: "south"));
        Assert.Equal(HttpStatusCode.Forbidden, await List(silo, north));
        Assert.Equal(HttpStatusCode.Unauthorized, await Verify(silo, another));
        Assert.Equal(HttpStatusCode.Unauthorized, await Verify(silo, expired));
        Assert.Equal(HttpStatusCode.Unauthorized, await Verify(silo, null));
        // A key that is shown is what counts, and a certificate's bytes are none.
        Assert.Equal(HttpStatusCode.OK, await List(silo, north, Chief));
        Assert.Equal(HttpStatusCode.Unauthorized, await Verify(silo, north, key: "wrong"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Verify(silo, null, key: Convert.ToHexStringLower(north.GetCertHash(HashAlgorithmName.SHA256))));
    }

    [Fact]
    public async Task Settings_OfKeyAndCertificateAtOnce_AreRefused()
    {
        using var north = Made("CN=north");
        using var other = Made("CN=other");
        await Refused(Plan(north, north), "one and the same certificate");
        await Refused(Plan(north, other).With(("Mote:ApiKeys:1:Sha256", new string('0', 64))), "both Sha256 and CertificateSha256");
        await Refused(Plan(north, other).With(("Mote:ApiKeys:1:CertificateSha256", "a thumbprint")), "openssl x509");

        static async Task Refused(SiloPlan plan, string why) =>
            Assert.Contains(why, (await Assert.ThrowsAsync<OptionsValidationException>(() => TestSilo.Start(plan, Cancelled))).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private SiloPlan Plan(X509Certificate2 north, X509Certificate2 expired) => new SiloPlan(_folder.FullName) { Callers = [new(Chief, "chief", "site")] }.With(
        ("Mote:ApiKeys:1:Name", "north"),
        ("Mote:ApiKeys:1:Realm", "site"),
        ("Mote:ApiKeys:1:Doors:0", "north"),
        // As openssl shows it.
        ("Mote:ApiKeys:1:CertificateSha256", string.Join(':', Convert.ToHexString(north.GetCertHash(HashAlgorithmName.SHA256)).Chunk(2).Select(pair => new string(pair)))),
        ("Mote:ApiKeys:2:Name", "former"),
        ("Mote:ApiKeys:2:Realm", "site"),
        ("Mote:ApiKeys:2:CertificateSha256", Convert.ToHexString(expired.GetCertHash(HashAlgorithmName.SHA256))));

    private static async Task<HttpStatusCode> Verify(TestSilo silo, X509Certificate2? certificate, string? key = null, string? door = null)
    {
        using var caller = Caller(silo, certificate, key);
        if (door is not null)
            caller.DefaultRequestHeaders.Add("Mote-Door", door);
        using var answer = await caller.PostAsync("/v1/identities/nobody/verify", TwoRealms.Form(TwoRealms.Photo()), Cancelled);
        await TwoRealms.ProblemOf(answer);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> List(TestSilo silo, X509Certificate2? certificate, string? key = null)
    {
        using var caller = Caller(silo, certificate, key);
        using var answer = await caller.GetAsync("/v1/identities", Cancelled);
        return answer.StatusCode;
    }

    private static HttpClient Caller(TestSilo silo, X509Certificate2? certificate, string? key)
    {
        var handler = new HttpClientHandler { ClientCertificateOptions = ClientCertificateOption.Manual, ServerCertificateCustomValidationCallback = (_, _, _, _) => true };
        if (certificate is not null)
            handler.ClientCertificates.Add(certificate);
        return silo.Caller(key, handler);
    }

    private static X509Certificate2 Made(string subject, int from = -1, int until = 1)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(from), TimeProvider.System.GetUtcNow().AddDays(until));
    }
}
