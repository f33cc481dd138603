using Mote.Recognition.Cohorts;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Synthesis;
using Mote.Recognition.Training;

namespace Mote.Recognition.Recipes;

/// <summary>The control that shows what training adds to cosine similarity: one unit, the reference itself.</summary>
internal sealed class SingleUnitRecipe : IRecipe
{
    public string Name => "single-unit";

    public NetworkForm Form => SingleUnitForm.Instance;

    public IRecipeTrainer Trainer { get; } = new SingleUnitTrainer();

    public bool HeedsBalance => false;

    public bool LearnsFromValidation => false;

    public bool RestsOnCalibration => false;

    public CohortFaces Faces(CohortPack pack) => pack.Directions;

    public IGenuineSampler Samples(CohortPack pack, CohortPartition partition) => pack.Differences;
}
