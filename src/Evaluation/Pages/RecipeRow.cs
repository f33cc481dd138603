using Mote.Evaluation.Reports;
using Mote.Pages.Figures;

namespace Mote.Evaluation.Pages;

/// <summary>Rows of recipes.</summary>
internal static class RecipeRow
{
    /// <summary>A row of a recipe.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="cells">What follows its name.</param>
    /// <param name="continues">Whether it is not the first of its rows.</param>
    public static FigureRow Of(RecipeFigures recipe, IEnumerable<FigureCell> cells, bool continues = false) => Of(recipe.Name, [recipe.Name, .. cells]) with { Continues = continues };

    /// <summary>A row of a recipe by name.</summary>
    public static FigureRow Of(string recipe, IReadOnlyList<FigureCell> cells) => new(cells, IsOurs: recipe == "compact");
}
