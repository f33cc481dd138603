using System.Collections.Frozen;

namespace Mote.Console.Access;

/// <summary>
/// The one table of who may do what. A key does what somebody said and no more: without a word it verifies and explains,
/// and an operator's does everything in its realm.
/// </summary>
public static class Permits
{
    private static readonly FrozenSet<Scope> OfEveryCaller = [Scope.Known, Scope.Verify, Scope.Explain];

    /// <summary>Whether a caller may ask for that.</summary>
    /// <param name="isOperator">Whether the caller is an operator.</param>
    /// <param name="scope">What is asked for.</param>
    public static bool Allow(bool isOperator, Scope scope) => isOperator || OfEveryCaller.Contains(scope);
}
