using Mote.Recognition.Cohorts;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Synthesis;
using Mote.Recognition.Training;

namespace Mote.Recognition.Recipes;

/// <summary>The published recipe (arXiv 2505.19920), the baseline of every figure: a perceptron that stops by a second cohort.</summary>
internal sealed class PaperRecipe : IRecipe
{
    public string Name => "paper";

    public NetworkForm Form => PaperTrainer.Form;

    public IRecipeTrainer Trainer { get; } = new PaperTrainer();

    // It is the share of synthetic samples that are drawn from the first group.
    public bool HeedsBalance => true;

    public bool LearnsFromValidation => true;

    public bool RestsOnCalibration => false;

    public CohortFaces Faces(CohortPack pack) => pack.Directions;

    public IGenuineSampler Samples(CohortPack pack, CohortPartition partition) => pack.Residuals(partition);
}
