using System.Diagnostics.CodeAnalysis;
using Mote.Recognition.Networks;

namespace Mote.Recognition.Recipes;

/// <summary>The names of recipes in options, addresses and answers.</summary>
public static class RecipeName
{
    /// <summary>Every name, the default first.</summary>
    public static IReadOnlyList<string> All { get; } = [.. RecipeBook.All.Select(recipe => recipe.Name)];

    /// <summary>The name of a recipe.</summary>
    public static string Of(Recipe recipe) => RecipeBook.Of(recipe).Name;

    /// <summary>The recipe of a name; false if there is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? name, out Recipe recipe)
    {
        var named = RecipeBook.All.FirstOrDefault(known => known.Name == name);
        recipe = named?.Form.Recipe ?? default;
        return named is not null;
    }
}
