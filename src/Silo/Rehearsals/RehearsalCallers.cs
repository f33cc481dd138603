using Mote.Console.Access;

namespace Mote.Silo.Rehearsals;

/// <summary>The configured callers, and the silo itself while it rehearses.</summary>
internal sealed class RehearsalCallers(ICallers callers, RehearsalRealm realm) : ICallers
{
    public Caller? Find(string key) => callers.Find(key) ?? realm.Find(key);

    public Caller? Recall(string sha256) => callers.Recall(sha256);
}
