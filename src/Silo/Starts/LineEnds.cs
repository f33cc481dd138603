namespace Mote.Silo.Starts;

/// <summary>Takes the line ends off what is set: an editor, a shell and a secret of Kubernetes put one behind a key, and no setting has one.</summary>
internal static class LineEnds
{
    private static readonly char[] Ends = ['\r', '\n'];

    private static readonly string[] Sections = ["Mote", "Kestrel"];

    /// <summary>Sets what ends with one once more, without.</summary>
    public static void Trim(IConfigurationManager configuration)
    {
        KeyValuePair<string, string?>[] ended = [.. Sections.SelectMany(section => configuration.GetSection(section).AsEnumerable())
            .Append(new(WebHostDefaults.ServerUrlsKey, configuration[WebHostDefaults.ServerUrlsKey]))
            .Where(setting => setting.Value is { Length: > 0 } value && Ends.Contains(value[^1]))];
        if (ended is not [])
            configuration.AddInMemoryCollection(ended.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value!.TrimEnd(Ends))));
    }
}
