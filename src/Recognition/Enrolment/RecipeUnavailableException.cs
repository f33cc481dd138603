using Mote.Recognition.Networks;
using Mote.Recognition.Recipes;

namespace Mote.Recognition.Enrolment;

/// <summary>The cohort pack has no pooled tail for a recipe, so nobody can be calibrated with it.</summary>
public sealed class RecipeUnavailableException : Exception
{
    /// <summary>Creates the exception.</summary>
    public RecipeUnavailableException()
        : this("The cohort pack does not carry the recipe.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    public RecipeUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public RecipeUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="recipe">The recipe that is missing.</param>
    public RecipeUnavailableException(Recipe recipe)
        : this($"The cohort pack was not calibrated for recipe '{RecipeName.Of(recipe)}': make it again with 'mote cohort build --recipes' naming it.")
    {
    }
}
