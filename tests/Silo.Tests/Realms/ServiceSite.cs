using System.Security.Cryptography;
using System.Text;
using Mote.Tests;

namespace Mote.Silo.Tests.Realms;

/// <summary>A silo with a key of its own, which belongs to no realm, an administrator of a configured realm, and a second set of models.</summary>
public sealed class ServiceSite : IAsyncLifetime
{
    public const string Service = "key-of-the-service", Chief = "key-of-the-chief";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-realms-");
    private TestSilo? _silo;
    private SiloModels? _other;

    public async ValueTask InitializeAsync()
    {
        _other = OtherModels.Write(_folder.FullName);
        _silo = await TestSilo.Start(Plan());
    }

    public HttpClient Caller(string? key) => _silo!.Caller(key);

    /// <summary>What it is made of.</summary>
    public IServiceProvider Services => _silo!.Services;

    /// <summary>The same store and keys in a silo started anew.</summary>
    /// <param name="hasOther">Whether it has the second models still.</param>
    public async Task Restart(bool hasOther = true)
    {
        await _silo!.DisposeAsync();
        _silo = await TestSilo.Start(Plan(hasOther));
    }

    public async ValueTask DisposeAsync()
    {
        if (_silo is not null)
            await _silo.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private SiloPlan Plan(bool hasOther = true) => new SiloPlan(_folder.FullName) { Callers = [new(Chief, "chief", "site") { Role = "administrator" }] }.With(
        [
            ("Mote:ServiceKeys:0:Name", "provider"),
            ("Mote:ServiceKeys:0:Sha256", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Service)))),
            ("Mote:Edge:MostRefused", "1000"),
            ("Mote:Certificate:MostFalseNonMatchRate", "1"),
            .. hasOther ? [("Mote:Models:other:Embedder", _other!.Embedder), ("Mote:Models:other:Cohort", _other.Cohort)] : Array.Empty<(string, string?)>(),
        ]);
}
