using Mote.Recognition.Networks;

namespace Mote.Recognition.Recipes;

/// <summary>Every recipe there is, and what it is by its stored value.</summary>
public static class RecipeBook
{
    /// <summary>All of them, the default first.</summary>
    public static IReadOnlyList<IRecipe> All { get; } = [new CompactRecipe(), new SingleUnitRecipe(), new PaperRecipe()];

    /// <summary>The recipe of whoever asks for none.</summary>
    public static IRecipe Default => All[0];

    /// <summary>The recipe of a stored value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public static IRecipe Of(Recipe recipe)
    {
        foreach (var known in All)
        {
            if (known.Form.Recipe == recipe)
                return known;
        }

        throw new ArgumentOutOfRangeException(nameof(recipe), recipe, "There is no such recipe.");
    }
}
