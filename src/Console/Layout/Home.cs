using Mote.Console.Access;

namespace Mote.Console.Layout;

/// <summary>Where the console begins.</summary>
internal static class Home
{
    /// <summary>The first page that is the caller's to open.</summary>
    public static string Of(Caller caller) => caller.May(Scope.People) ? "/people" : "/verify";
}
