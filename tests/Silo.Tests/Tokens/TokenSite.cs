using Microsoft.Extensions.DependencyInjection;
using Mote.Tests;

namespace Mote.Silo.Tests.Tokens;

/// <summary>A provider, and a silo of two realms that takes its tokens.</summary>
public sealed class TokenSite : IAsyncLifetime
{
    public const string Chief = "key-of-the-chief", Other = "key-of-another-realm";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-tokens-");
    private TokenProvider? _provider;
    private TestSilo? _silo;

    public TestSilo Silo => _silo!;

    public ClockAhead Clock { get; } = new();

    internal TokenProvider Provider => _provider!;

    public async ValueTask InitializeAsync()
    {
        _provider = await TokenProvider.Start();
        _silo = await TestSilo.Start(Plan());
    }

    public SiloPlan Plan(params (string Name, string? Value)[] issuer) => new SiloPlan(_folder.FullName)
    {
        Callers = [new(Chief, "chief", "site") { Role = "administrator" }, new(Other, "key of another", "other")],
        Services = services => services.AddSingleton<TimeProvider>(Clock),
    }.With([.. new (string Name, string? Value)[] { ("Authority", Provider.Authority.ToString()), ("Audience", "mote"), ("RealmClaim", "realm"), ("RoleClaim", "roles"), ("ScopePrefix", "mote:") }
        .Concat(issuer)
        .Select(setting => ($"Mote:Tokens:0:{setting.Name}", setting.Value))]);

    public async ValueTask DisposeAsync()
    {
        if (_silo is not null)
            await _silo.DisposeAsync();
        if (_provider is not null)
            await _provider.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
