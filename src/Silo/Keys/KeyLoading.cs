using Microsoft.Extensions.Options;
using Mote.Recognition.Protection.Keys;
using Mote.Service.Access;

namespace Mote.Silo.Keys;

/// <summary>Refuses to start without the current master key of every realm that has callers.</summary>
internal sealed class KeyLoading(IMasterKeyProvider keys, IOptions<ApiKeyOptions> callers) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var realm in callers.Value.Realms)
            {
                var versions = await keys.VersionsAsync(realm, cancellationToken);
                using var current = await keys.FindAsync(realm, versions[^1], cancellationToken);
            }
        }
        catch (MasterKeyException failure)
        {
            throw new OptionsValidationException(nameof(KeySettings), typeof(KeySettings), [failure.Message]);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
