using Mote.Recognition.Calibration;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Packs;
using Mote.Recognition.Recipes;
using Mote.Recognition.Templates;
using Mote.Recognition.Vectors;

namespace Mote.Recognition.Certification;

/// <summary>
/// Counts the strangers that a model-template accepts, none of whom placed the threshold that judges them. The people
/// of the calibration partition placed it, so they are judged by five folds of people: each by the threshold that the
/// other four give (cross-fitting). The people of the validation partition are judged by the threshold itself, unless the
/// recipe chose its weights by them, as the published one does when it stops early.
/// </summary>
internal static class HeldOutStrangers
{
    private const int Folds = 5;

    /// <summary>Counts photos and people, one entry a group.</summary>
    public static (ErrorCount Photos, ErrorCount People)[] Count(ModelTemplate template, CohortPack pack)
    {
        var cohort = pack.Cohort;
        var recipe = RecipeBook.Of(template.Recipe);
        var faces = recipe.Faces(pack);
        List<Judged> judged = [.. CrossFitted(template, cohort.Calibration, faces.Strangers)];
        if (!recipe.LearnsFromValidation)
            judged.AddRange(AtTheThreshold(template, cohort.Validation, faces.Validation));

        return [.. Enumerable.Range(0, cohort.Groups.Count).Select(group =>
        {
            var photos = judged.Where(photo => photo.Group == group).ToArray();
            var people = photos.GroupBy(photo => photo.Person).ToArray();
            return (
                new ErrorCount(photos.Count(photo => photo.IsAccepted), photos.Length),
                new ErrorCount(people.Count(person => person.Any(photo => photo.IsAccepted)), people.Length));
        })];
    }

    private static List<Judged> CrossFitted(ModelTemplate template, CohortSlice strangers, EmbeddingSet faces)
    {
        var margins = Margins(template, faces);
        var threshold = template.Calibration.Tail.Threshold(template.Calibration.TargetFalseMatchRate);
        List<Judged> judged = new(margins.Length);
        for (var fold = 0; fold < Folds; fold++)
        {
            float[] others = [.. margins.Where((_, row) => strangers.Identities[row] % Folds != fold)];
            // A partition of very few people leaves too little to place a network by.
            if (others.Length < TailPlacement.FewestStrangers)
                continue;
            var placement = TailPlacement.Of(others);
            for (var row = 0; row < margins.Length; row++)
            {
                if (strangers.Identities[row] % Folds == fold)
                    judged.Add(new Judged(strangers.Identities[row], strangers.Groups[row], placement.Standardise(margins[row]) >= threshold));
            }
        }

        return judged;
    }

    private static IEnumerable<Judged> AtTheThreshold(ModelTemplate template, CohortSlice strangers, EmbeddingSet faces) =>
        Margins(template, faces).Select((margin, row) => new Judged(strangers.Identities[row], strangers.Groups[row], template.Calibration.Accepts(margin)));

    private static float[] Margins(ModelTemplate template, EmbeddingSet faces)
    {
        var margins = new float[faces.Count];
        template.Margins(faces, margins);
        return margins;
    }

    private readonly record struct Judged(int Person, byte Group, bool IsAccepted);
}
