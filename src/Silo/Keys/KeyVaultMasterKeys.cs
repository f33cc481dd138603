using System.Globalization;
using Azure;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Mote.Recognition.Protection.Keys;

namespace Mote.Silo.Keys;

/// <summary>
/// Master keys in Azure Key Vault, a secret of its own for each version (<c>mote-master-key-1</c>, 32 bytes in base64), so
/// that one can be deleted and purged without the others: versions of one secret cannot. Asked anew each time. Thread-safe.
/// </summary>
/// <param name="vault">The vault, entered with rights to list and get secrets.</param>
/// <param name="name">What the secrets' names begin with.</param>
internal sealed class KeyVaultMasterKeys(SecretClient vault, string name) : IMasterKeyProvider
{
    public async ValueTask<IReadOnlyList<int>> VersionsAsync(string realm, CancellationToken cancellationToken)
    {
        List<int> versions = [];
        try
        {
            await foreach (var secret in vault.GetPropertiesOfSecretsAsync(cancellationToken))
            {
                if (secret.Enabled != false && secret.Name.StartsWith(name + "-", StringComparison.Ordinal)
                    && int.TryParse(secret.Name.AsSpan(name.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0)
                {
                    versions.Add(version);
                }
            }
        }
        catch (Exception failure) when (failure is RequestFailedException or AuthenticationFailedException or AggregateException)
        {
            throw Unreachable(failure);
        }

        if (versions.Count == 0)
            throw new MasterKeyException($"There is no master key in {vault.VaultUri}: set the secret '{name}-1' to {MasterKey.Bytes} random bytes in base64.");
        versions.Sort();
        return versions;
    }

    public async ValueTask<MasterKey?> FindAsync(string realm, int version, CancellationToken cancellationToken)
    {
        try
        {
            var secret = await vault.GetSecretAsync(SecretOf(version), cancellationToken: cancellationToken);
            return new MasterKey(version, Convert.FromBase64String(secret.Value.Value.Trim()));
        }
        catch (RequestFailedException absent) when (absent.Status == StatusCodes.Status404NotFound)
        {
            return null;
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException)
        {
            throw new MasterKeyException($"The secret '{SecretOf(version)}' in {vault.VaultUri} holds no master key: it has {MasterKey.Bytes} bytes in base64.");
        }
        catch (Exception failure) when (failure is RequestFailedException or AuthenticationFailedException or AggregateException)
        {
            throw Unreachable(failure);
        }
    }

    private string SecretOf(int version) => string.Create(CultureInfo.InvariantCulture, $"{name}-{version}");

    private MasterKeyException Unreachable(Exception failure) =>
        new($"The key vault {vault.VaultUri} does not answer as it should: see that the silo's identity may list and get its secrets.", failure);
}
