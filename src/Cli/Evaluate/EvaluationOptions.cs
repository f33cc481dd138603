using System.CommandLine;
using Mote.Cli.Models;
using Mote.Cli.Output;
using Mote.Evaluation.Scoring;
using Mote.Recognition.Training;

namespace Mote.Cli.Evaluate;

/// <summary>What is evaluated: the arguments that <c>mote evaluate</c> and <c>mote audit privacy</c> share.</summary>
/// <param name="Embeddings">The NumPy file; null where photos are given.</param>
/// <param name="Photos">The folder of photos; null where embeddings are given.</param>
/// <param name="Models">The models that embed the photos; null where embeddings are given.</param>
/// <param name="Labels">The CSV file of labels.</param>
/// <param name="Group">Its column of the attribute group.</param>
/// <param name="Out">The folder of the report.</param>
/// <param name="Subjects">At most so many people; null for all.</param>
/// <param name="Recipes">Names of recipes, in the order of the report.</param>
/// <param name="LeftOut">Why a recipe that nobody named is not among them; null where all are.</param>
/// <param name="Seed">Makes everything repeatable.</param>
/// <param name="Draws">Draws of the reference photos.</param>
/// <param name="References">Reference photos a subject.</param>
internal sealed record EvaluationOptions(
    string? Embeddings, string? Photos, ModelFiles? Models, string Labels, string Group, string Out, int? Subjects, IReadOnlyList<string> Recipes, string? LeftOut, ulong Seed, int Draws, int References)
{
    private static readonly Option<string?> EmbeddingsOption = new("--embeddings") { Description = "A NumPy file of float16 or float32, one embedding a row." };
    private static readonly Option<string?> PhotosOption = new("--photos") { Description = "In place of --embeddings, the folder of the photos; with --models." };
    /// <summary>The CSV file of labels.</summary>
    public static readonly Option<string?> LabelsFile = new("--labels") { Description = "A CSV file with the columns image, identity, partition and the attribute group; partitions are enrol, probe, cohort-train, cohort-validation and cohort-calibration." };

    /// <summary>Its column of the attribute group.</summary>
    public static readonly Option<string> GroupColumn = new("--group") { Description = "The column of the attribute group.", DefaultValueFactory = _ => "gender" };

    /// <summary>The folder of the report.</summary>
    public static readonly Option<string> OutFolder = new("--out") { Description = "The folder of the report; a run that was stopped goes on there.", Required = true };

    /// <summary>Makes the run repeatable.</summary>
    public static readonly Option<ulong> SeedNumber = new("--seed") { Description = "Makes the run repeatable.", DefaultValueFactory = _ => 1 };

    private static readonly Option<int?> SubjectsOption = new("--subjects") { Description = "At most so many people, attribute groups in turn." };
    private static readonly Option<string> RecipesOption = new("--recipes") { Description = $"Recipes, separated by commas, of {string.Join(", ", ScoredRecipes.Names)}. 'paper' takes seconds a person, and is left out by default where libtorch is not installed.", DefaultValueFactory = _ => string.Join(',', ScoredRecipes.Names) };
    private static readonly Option<int> DrawsOption = new("--draws") { Description = "How often reference photos are chosen; the first time as the labels say; 'paper' the first time only.", DefaultValueFactory = _ => 1 };
    private static readonly Option<int> ReferencesOption = new("--references") { Description = "Reference photos a person.", DefaultValueFactory = _ => 1 };

    /// <summary>Gives a command these options.</summary>
    public static Command AddTo(Command command)
    {
        foreach (var option in new Option[]
        {
            EmbeddingsOption, PhotosOption, ModelOptions.Folder, ModelOptions.Detector, ModelOptions.Embedder, LabelsFile, GroupColumn, OutFolder, SubjectsOption, RecipesOption, SeedNumber, DrawsOption, ReferencesOption,
        })
            command.Options.Add(option);
        return command;
    }

    /// <summary>Whether the command line names an evaluation set.</summary>
    public static bool NamesSet(ParseResult parsed) => parsed.GetValue(EmbeddingsOption) is not null || parsed.GetValue(PhotosOption) is not null;

    /// <summary>Whether the command line names recipes itself.</summary>
    public static bool NamesRecipes(ParseResult parsed) => parsed.GetResult(RecipesOption) is { Implicit: false };

    /// <summary>What the command line says.</summary>
    /// <exception cref="UsageException">Something is missing, unknown or out of range.</exception>
    /// <exception cref="TorchUnavailableException">A recipe is named that cannot be trained here.</exception>
    public static EvaluationOptions Of(ParseResult parsed)
    {
        var (embeddings, photos) = (parsed.GetValue(EmbeddingsOption), parsed.GetValue(PhotosOption));
        if ((embeddings is null) == (photos is null))
            throw new UsageException("Give --embeddings or --photos, one of the two.");
        if (parsed.GetValue(LabelsFile) is not { } labels)
            throw new UsageException("--labels is missing: name the CSV file that says who is on each photo.");
        var (subjects, draws, references) = (parsed.GetValue(SubjectsOption), parsed.GetValue(DrawsOption), parsed.GetValue(ReferencesOption));
        if (subjects < 2)
            throw new UsageException("--subjects is at least 2, or there is nobody to compare.");
        if (draws < 1 || references < 1)
            throw new UsageException("--draws and --references are at least 1.");
        string[] recipes = [.. parsed.GetRequiredValue(RecipesOption).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()];
        if (recipes.FirstOrDefault(recipe => !ScoredRecipes.Names.Contains(recipe)) is { } unknown)
            throw new UsageException($"There is no recipe '{unknown}': give some of {string.Join(", ", ScoredRecipes.Names)}.");
        if (recipes.Length == 0)
            throw new UsageException($"--recipes names at least one of {string.Join(", ", ScoredRecipes.Names)}.");
        (recipes, var leftOut) = Here(recipes, NamesRecipes(parsed));

        return new EvaluationOptions(
            embeddings, photos, photos is null ? null : parsed.Models(), labels, parsed.GetRequiredValue(GroupColumn), parsed.GetRequiredValue(OutFolder), subjects, recipes, leftOut, parsed.GetValue(SeedNumber), draws, references);
    }

    /// <summary>Those that can be trained here: all that are named have to be, of the others those that can.</summary>
    private static (string[] Recipes, string? LeftOut) Here(string[] recipes, bool areNamed)
    {
        List<string> here = [];
        string? leftOut = null;
        foreach (var recipe in recipes)
        {
            try
            {
                ScoredRecipes.RequireHere(recipe);
                here.Add(recipe);
            }
            catch (TorchUnavailableException unavailable) when (!areNamed)
            {
                leftOut = $"Left out: '{recipe}'. {unavailable.Message}";
            }
        }

        return ([.. here], leftOut);
    }
}
