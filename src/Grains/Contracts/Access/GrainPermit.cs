using System.Collections.Concurrent;
using System.Reflection;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;

namespace Mote.Grains.Contracts.Access;

/// <summary>What it takes to have a grain's method run: the one table is <see cref="NeedsAttribute"/> and <see cref="InternalAttribute"/> on the methods themselves.</summary>
/// <param name="Scopes">One of these; none where only the service may.</param>
public sealed record GrainPermit(ScopeSet Scopes)
{
    private static readonly ConcurrentDictionary<MethodInfo, GrainPermit?> Known = new();

    /// <summary>What nobody may but the service itself.</summary>
    public static GrainPermit OfNobody { get; } = new(ScopeSet.None);

    /// <summary>Whether only the service may.</summary>
    public bool IsInternal => Scopes.Count == 0;

    /// <summary>What a method takes; null where nobody said, which is nobody's.</summary>
    /// <param name="method">A method of a grain's interface.</param>
    public static GrainPermit? Of(MethodInfo method) => Known.GetOrAdd(method ?? throw new ArgumentNullException(nameof(method)), Read);

    /// <summary>What a method takes, or one of several.</summary>
    /// <typeparam name="T">The grain's interface.</typeparam>
    /// <param name="methods">The methods' names.</param>
    /// <exception cref="InvalidOperationException">Nobody said what it takes.</exception>
    public static GrainPermit Of<T>(params IEnumerable<string> methods) =>
        new((methods ?? throw new ArgumentNullException(nameof(methods))).Aggregate(ScopeSet.None, (scopes, method) => scopes.With(Required(typeof(T), method).Scopes)));

    /// <summary>Whether that caller may have it run.</summary>
    /// <param name="caller">Who asks.</param>
    public bool Allows(Caller caller) =>
        (caller ?? throw new ArgumentNullException(nameof(caller))).Purpose is not null || caller.Scopes.Overlaps(Scopes);

    /// <summary>Lets nobody else go on.</summary>
    /// <param name="caller">Who asks.</param>
    /// <exception cref="MoteException">That caller may not (<see cref="ProblemCode.Forbidden"/>).</exception>
    public void Require(Caller caller)
    {
        if (!Allows(caller))
            throw Refusal();
    }

    /// <summary>What a caller without the scope is told.</summary>
    public MoteException Refusal() => new(ProblemCode.Forbidden, IsInternal
        ? "This is nobody's to ask for."
        : $"This takes the scope {string.Join(" or ", Scopes.Select(scope => $"'{scope.Name()}'"))}, which this caller does not have: use a key or an account that has it.");

    private static GrainPermit Required(Type grain, string method) =>
        Of(grain.GetMethod(method) ?? throw new InvalidOperationException($"{grain.Name} has no one method '{method}'."))
        ?? throw new InvalidOperationException($"{grain.Name}.{method} says neither which scope it needs nor that it is internal.");

    private static GrainPermit? Read(MethodInfo method) =>
        method.GetCustomAttribute<NeedsAttribute>() is { } needs ? new GrainPermit(needs.Scopes) :
        method.IsDefined(typeof(InternalAttribute)) || method.DeclaringType!.IsDefined(typeof(InternalAttribute)) ? OfNobody :
        null;
}
