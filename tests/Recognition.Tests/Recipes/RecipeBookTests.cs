using System.Text.RegularExpressions;
using Mote.Recognition.Networks;
using Mote.Recognition.Recipes;

namespace Mote.Recognition.Tests.Recipes;

/// <summary>All that differs between recipes stands in their objects, and each value that may be stored has one.</summary>
public sealed partial class RecipeBookTests
{
    private static string Sources => Path.Combine((string)AppContext.GetData("Mote.Repository")!, "src");

    [Fact]
    public void EveryValue_HasItsOneObject_AndItsOneName()
    {
        var values = Enum.GetValues<Recipe>();
        Assert.Equal(values.Order(), RecipeBook.All.Select(recipe => recipe.Form.Recipe).Order());
        Assert.All(values, value => Assert.Equal(value, RecipeBook.Of(value).Form.Recipe));
        Assert.All(RecipeName.All, name => Assert.Equal(name, RecipeName.TryParse(name, out var recipe) ? RecipeName.Of(recipe) : null));
        Assert.Equal(values.Length, RecipeName.All.Distinct().Count());
    }

    /// <summary>What is stored and what is written in options.</summary>
    [Theory]
    [InlineData(1, "paper")]
    [InlineData(2, "compact")]
    [InlineData(3, "single-unit")]
    public void Values_AndNames_StayAsTheyAre(byte value, string name) => Assert.Equal(name, RecipeName.Of((Recipe)value));

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(255)]
    public void Of_AValueThatIsNone_IsRefused(byte value) => Assert.Throws<ArgumentOutOfRangeException>(() => RecipeBook.Of((Recipe)value));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Compact")]
    [InlineData("cosine")]
    public void TryParse_ANameThatIsNone_IsFalse(string? name) => Assert.False(RecipeName.TryParse(name, out _));

    /// <summary>Nobody asks which recipe it is: whoever wants to know something asks the recipe.</summary>
    [Fact]
    public void Sources_CompareNoRecipe()
    {
        string[] files = [.. Directory.EnumerateFiles(Sources, "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))];
        Assert.NotEmpty(files);
        Assert.Empty(files.SelectMany(file => File.ReadLines(file).Where(line => Comparison().IsMatch(line)).Select(line => $"{Path.GetRelativePath(Sources, file)}: {line.Trim()}")));
    }

    /// <summary>The rule can fail.</summary>
    [Theory]
    [InlineData("if (template.Recipe == Recipe.Paper)", true)]
    [InlineData("if (Networks.Recipe.Paper != recipe)", true)]
    [InlineData("Recipe.Compact => MostUnits,", true)]
    [InlineData("recipe is Recipe.Compact or Recipe.Paper", true)]
    [InlineData("case Recipe.Paper:", true)]
    [InlineData("recipe.Equals(Recipe.Paper)", true)]
    [InlineData("public Recipe Recipe => Recipe.Compact;", false)]
    [InlineData("new EnrolmentSettings { Recipe = Recipe.Paper }", false)]
    [InlineData("/// <see cref=\"Recipe.Paper\"/>: the published recipe", false)]
    public void Comparison_IsFound(string line, bool isOne) => Assert.Equal(isOne, Comparison().IsMatch(line));

    [GeneratedRegex(@"((==|!=|\b(is|is not|or|case))\s*|\.Equals\()(\w+\.)*Recipe\.\w+|\bRecipe\.\w+\s*(==|!=|=>)")]
    private static partial Regex Comparison();
}
