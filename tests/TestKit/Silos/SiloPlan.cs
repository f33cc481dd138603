using Microsoft.Extensions.DependencyInjection;
using Mote.Silo.Keys;

namespace Mote.Tests;

/// <summary>What a silo of a test is made of.</summary>
/// <param name="Folder">Where its state and its master keys lie, unless the settings say otherwise; silos of one folder, one after another, are one silo started anew.</param>
public sealed record SiloPlan(string Folder)
{
    /// <summary>What it recognises faces with.</summary>
    public SiloModels Models { get; init; } = SiloModels.Demo;

    /// <summary>Where it runs: Production refuses the models that come with Mote.</summary>
    public string Environment { get; init; } = "Demo";

    /// <summary>Who may call it.</summary>
    public IReadOnlyList<SiloCaller> Callers { get; init; } = [];

    /// <summary>Settings beside these, or in their place; null takes one away.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings { get; init; } = [];

    /// <summary>Brings services of a test's own.</summary>
    public Action<IServiceCollection>? Services { get; init; }

    /// <summary>The file of its state where that is SQLite.</summary>
    public string Database => Path.Combine(Folder, "mote.db");

    /// <summary>The folder of its master keys, with a first key in it.</summary>
    public string Keys
    {
        get
        {
            var folder = Path.Combine(Folder, "keys");
            if (!Directory.Exists(folder))
                new FileMasterKeys(folder).Create();
            return folder;
        }
    }

    /// <summary>The same with some settings changed.</summary>
    public SiloPlan With(params IEnumerable<(string Key, string? Value)> settings) =>
        this with { Settings = [.. Settings, .. settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value))] };

    /// <summary>The whole configuration.</summary>
    public Dictionary<string, string?> Configuration()
    {
        Dictionary<string, string?> all = new(Models.Settings.Concat(SiloCaller.Settings(Callers)))
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Mote:Storage:Sqlite:Path"] = Database,
            ["Mote:Keys:Provider"] = "file",
            ["Mote:Keys:Folder"] = Keys,
        };
        foreach (var (key, value) in Settings)
        {
            if (value is null)
                all.Remove(key);
            else
                all[key] = value;
        }

        return all;
    }
}
