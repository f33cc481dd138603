using Microsoft.Extensions.DependencyInjection;
using Mote.Service;
using Mote.Service.Access;
using Mote.Tests;

namespace Mote.Silo.Tests.ApiKeys;

/// <summary>A silo with an administrator, somebody who may make keys and little else, a door, and an administrator of another realm.</summary>
public sealed class StaffedSite : IAsyncLifetime
{
    public const string Chief = "key-of-the-chief", Manager = "key-of-a-manager", Elsewhere = "key-of-the-chief-elsewhere", Door = "key-of-a-door";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-keys-");
    private TestSilo? _silo;

    public async ValueTask InitializeAsync() => _silo = await TestSilo.Start(Plan());

    /// <summary>Whom its edges know.</summary>
    public ICallers Callers => _silo!.Services.GetRequiredService<ICallers>();

    public HttpClient Caller(string key) => _silo!.Caller(key);

    /// <summary>The same store and keys in a silo started anew.</summary>
    public async Task Restart()
    {
        await _silo!.DisposeAsync();
        _silo = await TestSilo.Start(Plan());
    }

    public async ValueTask DisposeAsync()
    {
        if (_silo is not null)
            await _silo.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private SiloPlan Plan() => new(_folder.FullName)
    {
        Callers =
        [
            new(Chief, "chief", "site") { Role = "administrator" },
            new(Manager, "manager", "site") { Scopes = ["verify", "enrol", "api-keys"] },
            new(Door, "door", "site") { Role = "door" },
            new(Elsewhere, "chief", "other") { Role = "administrator" },
        ],
        // Revoked keys are tried here more often than anybody would.
        Settings = [new("Mote:Edge:MostRefused", "1000")],
    };
}
