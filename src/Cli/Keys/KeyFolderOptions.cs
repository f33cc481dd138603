using System.CommandLine;
using Mote.Cli.Home;
using Mote.Cli.Output;
using Mote.Recognition.Protection.Keys;
using Mote.Silo.Keys.Seals;

namespace Mote.Cli.Keys;

/// <summary>The options that say where a silo's state is and where its master keys are, the same for every command.</summary>
internal static class KeyFolderOptions
{
    /// <summary>Where a silo keeps its state unless told otherwise.</summary>
    public const string DefaultData = "mote-data";

    public static readonly Option<string> Data = new("--data") { Description = "The folder of the silo's state.", DefaultValueFactory = _ => DefaultData };

    public static readonly Option<string?> Keys = new("--keys") { Description = "The folder of its master keys, outside of --data. Without it a folder of the store's own among what this user's programs keep." };

    /// <summary>What a key that is made is sealed by.</summary>
    public static readonly Option<string?> Seal = SealOption("--seal", $"What the master key's file is sealed by: {string.Join(", ", KeySeals.Names)}. Without it what the current key is sealed by; the first, {KeySeals.Usual}.");

    /// <summary>The data folder, there or not, and never one that others may write to.</summary>
    public static DataFolder DataFolder(this ParseResult parsed) => new(parsed.GetRequiredValue(Data));

    /// <summary>The master keys of a store that is there.</summary>
    /// <exception cref="UsageException">There is no store, or the keys would be in it.</exception>
    /// <exception cref="MasterKeyException">The keys are not there.</exception>
    public static KeyFolder KeyFolder(this ParseResult parsed) => Mote.Cli.Keys.KeyFolder.Find(parsed.DataFolder(), parsed.GetValue(Keys));

    /// <summary>An option that takes the name of a seal and nothing else.</summary>
    public static Option<string?> SealOption(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description };
        option.AcceptOnlyFromAmong([.. KeySeals.Names]);
        return option;
    }
}
