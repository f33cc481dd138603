using System.Globalization;
using Azure;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Mote.Recognition.Protection.Keys;

namespace Mote.Silo.Keys;

/// <summary>
/// Master keys in Azure Key Vault, a secret of its own for each version (<c>mote-master-key-1</c>, 32 bytes in base64), so
/// that one can be deleted and purged without the others: versions of one secret cannot. What was read is kept for a few
/// minutes, so a verification does not wait for the vault. Thread-safe.
/// </summary>
/// <param name="vault">The vault, entered with rights to list and get secrets.</param>
/// <param name="name">What the secrets' names begin with.</param>
/// <param name="time">Says when what was read is too old.</param>
internal sealed class KeyVaultMasterKeys(SecretClient vault, string name, TimeProvider time) : IMasterKeyProvider, IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _reading = new(1);
    private readonly Dictionary<int, (MasterKey Key, long At)> _keys = [];
    private (IReadOnlyList<int> Versions, long At)? _versions;

    public async ValueTask<IReadOnlyList<int>> VersionsAsync(string realm, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (_versions is { } read && IsFresh(read.At))
                return read.Versions;

            List<int> versions = [];
            await foreach (var secret in vault.GetPropertiesOfSecretsAsync(cancellationToken))
            {
                if (secret.Enabled != false && secret.Name.StartsWith(name + "-", StringComparison.Ordinal)
                    && int.TryParse(secret.Name.AsSpan(name.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0)
                {
                    versions.Add(version);
                }
            }

            if (versions.Count == 0)
                throw new MasterKeyException($"There is no master key in {vault.VaultUri}: set the secret '{name}-1' to {MasterKey.Bytes} random bytes in base64.");
            versions.Sort();
            _versions = (versions, time.GetTimestamp());
            return versions;
        }
        catch (Exception failure) when (failure is RequestFailedException or AuthenticationFailedException)
        {
            throw Unreachable(failure);
        }
        finally
        {
            _reading.Release();
        }
    }

    public async ValueTask<MasterKey?> FindAsync(string realm, int version, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (!_keys.TryGetValue(version, out var read) || !IsFresh(read.At))
            {
                Forget(version);
                var secret = await vault.GetSecretAsync(SecretOf(version), cancellationToken: cancellationToken);
                read = (new MasterKey(version, Convert.FromBase64String(secret.Value.Value.Trim())), time.GetTimestamp());
                _keys[version] = read;
            }

            return read.Key.Copy();
        }
        catch (RequestFailedException absent) when (absent.Status == StatusCodes.Status404NotFound)
        {
            return null;
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException)
        {
            throw new MasterKeyException($"The secret '{SecretOf(version)}' in {vault.VaultUri} holds no master key: it has {MasterKey.Bytes} bytes in base64.");
        }
        catch (Exception failure) when (failure is RequestFailedException or AuthenticationFailedException)
        {
            throw Unreachable(failure);
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose()
    {
        foreach (var version in _keys.Keys.ToArray())
            Forget(version);
        _reading.Dispose();
    }

    private void Forget(int version)
    {
        if (_keys.Remove(version, out var read))
            read.Key.Dispose();
    }

    private bool IsFresh(long at) => time.GetElapsedTime(at) < Kept;

    private string SecretOf(int version) => string.Create(CultureInfo.InvariantCulture, $"{name}-{version}");

    private MasterKeyException Unreachable(Exception failure) =>
        new($"The key vault {vault.VaultUri} does not answer as it should: see that the silo's identity may list and get its secrets.", failure);
}
