namespace Mote.Pages;

/// <summary>The one style sheet: the console's pages link to it, and pages that stand by themselves hold it.</summary>
public static class StyleSheet
{
    /// <summary>The name of its file, and of the resource in this assembly.</summary>
    public const string Name = "mote.css";

    /// <summary>All of it.</summary>
    public static string Text { get; } = Read();

    private static string Read()
    {
        using var text = new StreamReader(typeof(StyleSheet).Assembly.GetManifestResourceStream(Name)!);
        return text.ReadToEnd();
    }
}
