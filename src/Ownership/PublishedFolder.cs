using System.Reflection;

namespace Mote.Ownership;

/// <summary>Whether a program has everything that it was published with. A program that was merely built has no list and is not asked.</summary>
public static class PublishedFolder
{
    /// <summary>What is missing beside this program, in one line for whoever started it; null where nothing is.</summary>
    public static string? Fault()
    {
        var list = Path.Combine(AppContext.BaseDirectory, $"{Assembly.GetEntryAssembly()?.GetName().Name}.contents");
        return File.Exists(list) && FolderContents.Fault(list) is { } fault
            ? $"The program's folder '{AppContext.BaseDirectory}' is not whole: {fault}. Copy it again, all of it, or publish it anew with 'dotnet publish'."
            : null;
    }

    /// <summary>The same of a failure that a native library gave, by its absence or because it does not load here; null for any other.</summary>
    /// <param name="failure">What was thrown.</param>
    public static string? Fault(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
                return $"{FirstSentence(cause.Message)}: the program's folder '{AppContext.BaseDirectory}' is not whole, or made for another kind of machine. Copy it again, all of it, or publish it here anew with 'dotnet publish'.";
        }

        return null;
    }

    /// <summary>What names the library, of the page that .NET says.</summary>
    private static string FirstSentence(string message) => message.Split([". ", "\r", "\n"], 2, StringSplitOptions.None)[0].TrimEnd('.');
}
