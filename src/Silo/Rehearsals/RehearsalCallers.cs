using Mote.Console.Access;

namespace Mote.Silo.Rehearsals;

/// <summary>The configured callers, and the silo itself while it rehearses.</summary>
internal sealed class RehearsalCallers(ICallers callers, RehearsalRealm realm) : ICallers
{
    public Caller? Find(string key)
    {
        // Both are asked, whoever it is, so that it takes the same time.
        var (configured, own) = (callers.Find(key), realm.Find(key));
        return configured ?? own;
    }

    public Caller? Recall(string sha256) => callers.Recall(sha256);
}
