using Microsoft.Extensions.Configuration;

namespace Mote.Grains.Settings;

/// <summary>
/// Compares what is set under <c>Mote</c> with what can be set: a name that is none is refused with the one that was meant,
/// and a value that is none with how one looks. What there is, the classes say that the settings are bound to.
/// </summary>
public sealed class SettingsCheck
{
    private const string Root = "Mote";

    // Where no section is registered: within what there is many of.
    private const string Many = "*";

    private readonly IReadOnlyCollection<SettingsSection> _sections;

    /// <param name="sections">What can be set.</param>
    public SettingsCheck(IReadOnlyCollection<SettingsSection> sections) => _sections = sections;

    /// <summary>What is wrong with the settings, each with how to mend it.</summary>
    /// <param name="configuration">The whole configuration.</param>
    public IReadOnlyList<string> Faults(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return [.. Group(configuration.GetSection(Root), "", TypesAt(""))];
    }

    /// <summary>Which values of one section are none. Other names in it are another's affair.</summary>
    /// <param name="section">The section.</param>
    /// <param name="type">The class that it is bound to.</param>
    public static IReadOnlyList<string> FaultyValues(IConfigurationSection section, Type type)
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(type);
        return [.. SettingKind.Settings(type).SelectMany(setting => Values(section.GetSection(setting.Name), setting.PropertyType))];
    }

    private static IEnumerable<string> Values(IConfigurationSection section, Type type)
    {
        if (SettingKind.IsValue(type))
            return section.Value is { } text && SettingValue.Fault(section.Path, text, type) is { } fault ? [fault] : [];
        return SettingKind.Element(type) is { } element ? section.GetChildren().SelectMany(child => Values(child, element)) : FaultyValues(section, type);
    }

    private IEnumerable<string> Group(IConfigurationSection section, string path, IReadOnlyList<Type> types)
    {
        if (!string.IsNullOrEmpty(section.Value))
            yield return $"{section.Path} is no setting by itself: what is set are its parts, as {section.Path}:{Names(types, path).FirstOrDefault()}.";
        foreach (var child in section.GetChildren())
        {
            var within = path is "" ? child.Key : $"{path}:{child.Key}";
            Type[] known = [.. types.SelectMany(SettingKind.Settings).Where(setting => Is(setting.Name, child.Key)).Select(setting => setting.PropertyType)];
            foreach (var fault in known is [] && !IsAbove(within) ? [Unknown(child, types, path)] : Setting(child, within, [.. known, .. TypesAt(within)]))
                yield return fault;
        }
    }

    private IEnumerable<string> Setting(IConfigurationSection section, string path, IReadOnlyList<Type> types)
    {
        if (types is [var single, ..] && SettingKind.IsValue(single))
        {
            return section.GetChildren().FirstOrDefault() is { } part ? [$"{part.Path} is no setting: {section.Path} is one value."] :
                section.Value is { } text && SettingValue.Fault(section.Path, text, single) is { } fault ? [fault] :
                [];
        }

        if (types is [var many, ..] && SettingKind.Element(many) is { } element)
        {
            return string.IsNullOrEmpty(section.Value)
                ? section.GetChildren().SelectMany(child => Setting(child, Many, [element]))
                : [SettingKind.IsMap(many) ? $"{section.Path} has names: set {section.Path}:NAME." : $"{section.Path} is a list: set {section.Path}:0, and so on."];
        }

        return Group(section, path, types);
    }

    private string Unknown(IConfigurationSection section, IReadOnlyList<Type> types, string path)
    {
        var names = Names(types, path).ToArray();
        var parent = section.Path[..^(section.Key.Length + 1)];
        if (NearestName.Of(section.Key, names) is { } nearest)
            return $"{section.Path} is no setting: did you mean {parent}:{nearest}?";
        return All().FirstOrDefault(setting => Is(setting[(setting.LastIndexOf(':') + 1)..], section.Key)) is { } elsewhere
            ? $"{section.Path} is no setting: did you mean {elsewhere}?"
            : $"{section.Path} is no setting. Under {parent} there {(names is [_] ? "is" : "are")} {string.Join(", ", names.Order(StringComparer.Ordinal))}.";
    }

    private IEnumerable<string> Names(IEnumerable<Type> types, string path) => types.SelectMany(SettingKind.Settings).Select(setting => setting.Name)
        .Concat(_sections.Where(section => IsWithin(section.Path, path)).Select(section => Relative(section.Path, path).Split(':')[0]))
        .Distinct(StringComparer.OrdinalIgnoreCase);

    // What is set anywhere, but in maps, whose names are anybody's.
    private IEnumerable<string> All() => _sections.SelectMany(section => All(section.Path is "" ? Root : $"{Root}:{section.Path}", section.Type));

    private static IEnumerable<string> All(string path, Type type) => SettingKind.Settings(type).SelectMany(setting =>
        SettingKind.IsValue(setting.PropertyType) || SettingKind.Element(setting.PropertyType) is not null ? [$"{path}:{setting.Name}"] : All($"{path}:{setting.Name}", setting.PropertyType));

    private Type[] TypesAt(string path) => [.. _sections.Where(section => Is(section.Path, path)).Select(section => section.Type)];

    private bool IsAbove(string path) => _sections.Any(section => Is(section.Path, path) || IsWithin(section.Path, path));

    private static bool IsWithin(string section, string path) => section is not "" && (path is "" || section.StartsWith(path + ":", StringComparison.OrdinalIgnoreCase));

    private static string Relative(string section, string path) => path is "" ? section : section[(path.Length + 1)..];

    private static bool Is(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);
}
