using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Mote.Console.Access;

namespace Mote.Silo.Authentication;

/// <summary>The API keys of the configuration. Every one is compared, in constant time. Thread-safe.</summary>
internal sealed class ConfiguredCallers(IOptionsMonitor<ApiKeyOptions> keys) : ICallers
{
    public Caller? Find(string key) => Find(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    public Caller? Recall(string sha256) => Find(Convert.FromHexString(sha256));

    private Caller? Find(byte[] hash)
    {
        ApiKey? caller = null;
        foreach (var key in keys.CurrentValue.ApiKeys)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, Convert.FromHexString(key.Sha256)))
                caller = key;
        }

        return caller is null ? null : new Caller(caller.Name, caller.Realm, caller.IsOperator, Convert.ToHexStringLower(hash));
    }
}
