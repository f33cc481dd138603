using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;

namespace Mote.Service.Access;

/// <summary>Whoever has an API key: one of the configuration, or one that was made at run time. Thread-safe.</summary>
internal sealed class Callers(ConfiguredCallers configured, IssuedCallers issued) : ICallers
{
    public KnownCaller? Find(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (Find(SHA256.HashData(Encoding.UTF8.GetBytes(key))) is { } known)
            return known;
        // Nobody is told that his key is wrong while nobody can know.
        return key.StartsWith(ApiKeySecret.Mark, StringComparison.Ordinal) && !issued.IsComplete
            ? throw new MoteException(ProblemCode.StorageUnavailable, "The API keys of this service cannot all be read, so this one is not known: try again in a moment, and see the service's log.")
            : null;
    }

    public KnownCaller? Find(X509Certificate2 certificate) => configured.Find(certificate);

    public KnownCaller? Recall(string sha256) => Find(Convert.FromHexString(sha256));

    private KnownCaller? Find(byte[] sha256)
    {
        // Both are asked, whoever it is, so that it takes the same time.
        var (first, second) = (configured.Find(sha256), issued.Find(sha256));
        return first ?? second;
    }
}
