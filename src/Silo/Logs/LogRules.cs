using System.Text.RegularExpressions;

namespace Mote.Silo.Logs;

/// <summary>What no log needs.</summary>
internal static partial class LogRules
{
    /// <summary>Why a silo does not start is thrown, and told by whoever started it; the host, and Orleans three times, tell it with the stack.</summary>
    /// <param name="category">Whose log it is.</param>
    /// <param name="number">The event's number.</param>
    public static bool IsToldElsewhere(string category, int number) => (category, number) is
        ("Microsoft.Extensions.Hosting.Internal.Host", 11) or
        ("Orleans.Runtime.SiloLifecycleSubject", 100_450) or
        ("Orleans.Runtime.Silo", 100_439);

    /// <summary>That a silo tries itself is said once it has, and where it failed.</summary>
    public static bool IsOfRehearsal(LogLevel level, string text) => level < LogLevel.Warning && Rehearsal().IsMatch(text);

    [GeneratedRegex("rehearsal-[0-9a-f]{32}", RegexOptions.CultureInvariant)]
    private static partial Regex Rehearsal();
}
