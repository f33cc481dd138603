using System.Diagnostics.CodeAnalysis;

namespace Mote.Recognition.Networks;

/// <summary>The names of recipes in options, addresses and answers.</summary>
public static class RecipeName
{
    private static readonly Dictionary<string, Recipe> ByName = new(StringComparer.Ordinal)
    {
        ["compact"] = Recipe.Compact,
        ["single-unit"] = Recipe.SingleUnit,
        ["paper"] = Recipe.Paper,
    };

    /// <summary>Every name, the default first.</summary>
    public static IReadOnlyList<string> All { get; } = ["compact", "single-unit", "paper"];

    /// <summary>The name of a recipe.</summary>
    public static string Of(Recipe recipe) => ByName.First(pair => pair.Value == recipe).Key;

    /// <summary>The recipe of a name; false if there is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? name, out Recipe recipe)
    {
        recipe = default;
        return name is not null && ByName.TryGetValue(name, out recipe);
    }
}
