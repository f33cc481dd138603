using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Mote.Tests;

namespace Mote.WebConsole.Tests;

public sealed class SessionTests
{
    [Fact]
    public async Task Session_Idle_EndsAfterAnHour()
    {
        var clock = new ClockAhead();
        await using var silo = await Harbour.Start(services => services.AddSingleton<TimeProvider>(clock));
        using var visitor = await Visitor.SignedIn(silo);
        clock.Advance(TimeSpan.FromMinutes(59));
        await visitor.Text("/people");
        clock.Advance(TimeSpan.FromMinutes(61));
        using var answer = await visitor.Get("/people");
        Assert.Equal("/sign-in", answer.Headers.Location?.AbsolutePath);
    }

    [Fact]
    public async Task Session_InUse_EndsAfterEightHours()
    {
        var clock = new ClockAhead();
        await using var silo = await Harbour.Start(services => services.AddSingleton<TimeProvider>(clock));
        using var visitor = await Visitor.SignedIn(silo);
        await visitor.Text("/people");
        for (var visits = 0; visits < 10; visits++)
        {
            clock.Advance(TimeSpan.FromMinutes(47));
            await visitor.Text("/people");
        }

        clock.Advance(TimeSpan.FromMinutes(11));
        using var answer = await visitor.Get("/people");
        Assert.Equal("/sign-in", answer.Headers.Location?.AbsolutePath);
    }

    /// <summary>For whoever kept a copy of the cookie, too, and after the silo was started anew with the same keys of sessions.</summary>
    [Fact]
    public async Task Session_SignedOut_IsOverOnTheServer()
    {
        var folder = Directory.CreateTempSubdirectory("mote-session-keys-");
        try
        {
            (string, string?) keys = ("Mote:Console:KeysFolder", Path.Combine(folder.FullName, "own"));
            var silo = await Harbour.Start(keys);
            using var visitor = await Visitor.SignedIn(silo);
            using var other = await Visitor.SignedIn(silo);
            var kept = visitor.Cookies.GetCookieHeader(silo.Address);
            using (var answer = await visitor.Post("/people", "/sign-out"))
                Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            await Over(silo);
            await other.Text("/people");
            await using var again = await silo.Restart(keys);
            await Over(again);

            async Task Over(Harbour at)
            {
                using var copied = new Visitor(at);
                copied.Cookies.SetCookies(at.Address, kept.Replace("; ", ",", StringComparison.Ordinal));
                using var answer = await copied.Get("/people");
                Assert.Equal("/sign-in", answer.Headers.Location?.AbsolutePath);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Session_KeyExpires_IsOver()
    {
        var clock = new ClockAhead();
        var expires = clock.GetUtcNow().AddMinutes(30);
        await using var silo = await Harbour.Start(
            services => services.AddSingleton<TimeProvider>(clock),
            ("Mote:ApiKeys:0:Expires", expires.ToString("O", CultureInfo.InvariantCulture)));
        using var visitor = await Visitor.SignedIn(silo);
        clock.Advance(TimeSpan.FromMinutes(29));
        await visitor.Text("/people");
        clock.Advance(TimeSpan.FromMinutes(1));
        using (var answer = await visitor.Get("/people"))
            Assert.Equal("/sign-in", answer.Headers.Location?.AbsolutePath);
        using var again = await visitor.SignIn(Harbour.OperatorKey);
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
    }

    [Fact]
    public async Task Session_OverHttps_HasSecureCookiesOnly()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        var file = Path.Combine(Path.GetTempPath(), $"mote-{Guid.NewGuid():N}.pfx");
        await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pfx, "secret"), TestContext.Current.CancellationToken);
        await using var silo = await Harbour.Start(("urls", "https://127.0.0.1:0"), ("Kestrel:Certificates:Default:Path", file), ("Kestrel:Certificates:Default:Password", "secret"));
        File.Delete(file);
        using var visitor = new Visitor(silo, certificate.Thumbprint);
        using var answer = await visitor.SignIn(Harbour.OperatorKey);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.All(visitor.Cookies.GetAllCookies(), cookie => Assert.True(cookie is { Secure: true, HttpOnly: true }));
        Assert.Equal(["mote-console", "mote-form"], visitor.Cookies.GetAllCookies().Select(cookie => cookie.Name).Order(StringComparer.Ordinal));
    }
}
