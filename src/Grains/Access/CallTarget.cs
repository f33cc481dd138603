using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using Mote.Grains.Contracts.Access;

namespace Mote.Grains.Access;

/// <summary>A method of a Mote grain, as calls of it are guarded.</summary>
/// <param name="Name">What a signature calls it.</param>
/// <param name="Permit">What it takes; null where nobody said, which is nobody's.</param>
/// <param name="IsOfRealm">Whether its grains are each of a realm, which their keys begin with.</param>
internal sealed record CallTarget(byte[] Name, GrainPermit? Permit, bool IsOfRealm)
{
    // Membership, directory, management, timers, streams and life cycle of Orleans itself: they rest on the transport.
    private static readonly FrozenSet<string> Runtime = FrozenSet.Create(StringComparer.Ordinal, "Orleans.Core", "Orleans.Core.Abstractions", "Orleans.Runtime");

    private static readonly ConcurrentDictionary<MethodInfo, CallTarget?> Known = new();

    /// <summary>The method; null for one of the runtime's own.</summary>
    public static CallTarget? Of(MethodInfo method) => Known.GetOrAdd(method, static method => Runtime.Contains(method.DeclaringType!.Assembly.GetName().Name!)
        ? null
        : new CallTarget(NameOf(method), GrainPermit.Of(method), method.DeclaringType.IsAssignableTo(typeof(IGrainWithStringKey))));

    // As Orleans knows them across versions: silos of two may stand in one cluster.
    private static byte[] NameOf(MethodInfo method) => Encoding.UTF8.GetBytes($"{AliasOf(method.DeclaringType!) ?? method.DeclaringType!.FullName}.{AliasOf(method) ?? method.Name}");

    private static string? AliasOf(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>()?.Alias;

    /// <summary>The realm of a grain that is of one.</summary>
    public static string RealmOf(GrainId grain)
    {
        var key = grain.Key.ToString()!;
        return key.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? key[..slash] : key;
    }

    /// <summary>Whether that caller may ask that grain for it at all, whatever his scopes.</summary>
    public bool IsIn(Caller caller, GrainId grain) => !IsOfRealm || RealmOf(grain) == caller.Realm;
}
