using System.Collections;
using System.Globalization;
using Mote.Recognition.Protection.Keys;

namespace Mote.Silo.Keys;

/// <summary>Master keys in environment variables, one a version: <c>MOTE_MASTER_KEY_1</c>, 32 bytes in base64. Thread-safe.</summary>
/// <param name="prefix">What the names begin with, before the version.</param>
internal sealed class EnvironmentMasterKeys(string prefix) : IMasterKeyProvider
{
    public ValueTask<IReadOnlyList<int>> VersionsAsync(string realm, CancellationToken cancellationToken)
    {
        int[] versions = [.. Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(variable => (string)variable.Key)
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(name => int.TryParse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0)
            .Where(version => version > 0)
            .Order()];
        return versions.Length > 0
            ? ValueTask.FromResult<IReadOnlyList<int>>(versions)
            : throw new MasterKeyException($"There is no master key in the environment: set {prefix}1 to {MasterKey.Bytes} random bytes in base64, as 'openssl rand -base64 32' gives them.");
    }

    public ValueTask<MasterKey?> FindAsync(string realm, int version, CancellationToken cancellationToken)
    {
        var name = prefix + version.ToString(CultureInfo.InvariantCulture);
        try
        {
            return ValueTask.FromResult(Environment.GetEnvironmentVariable(name) is { } text ? new MasterKey(version, Convert.FromBase64String(text.Trim())) : null);
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException)
        {
            throw new MasterKeyException($"The environment variable {name} holds no master key: set it to {MasterKey.Bytes} bytes in base64.");
        }
    }
}
