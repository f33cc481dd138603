using System.Security.Cryptography.X509Certificates;
using Mote.Grains.Contracts.Access;
using Mote.Service.Access;

namespace Mote.Silo.Rehearsals;

/// <summary>The callers who have API keys, and the silo itself while it rehearses.</summary>
internal sealed class RehearsalCallers(ICallers callers, RehearsalRealm realm) : ICallers
{
    public KnownCaller? Find(string key)
    {
        // Both are asked, whoever it is, so that it takes the same time.
        var (configured, own) = (callers.Find(key), realm.Find(key));
        return configured ?? own;
    }

    public KnownCaller? Find(X509Certificate2 certificate) => callers.Find(certificate);

    public KnownCaller? Recall(string sha256) => callers.Recall(sha256);
}
