using Mote.Recognition.Cohorts;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Synthesis;
using Mote.Recognition.Training;

namespace Mote.Recognition.Recipes;

/// <summary>
/// The default: a few units over faces placed among the cohort, told from those people of it who are most alike. Exactly 0
/// for nearly every stranger.
/// </summary>
internal sealed class CompactRecipe : IRecipe
{
    public string Name => "compact";

    public NetworkForm Form => CompactForm.Instance;

    public IRecipeTrainer Trainer { get; } = new CompactTrainer();

    // It weighs the terms of groups of which as many samples are drawn, and one that makes the scores of a group vary less.
    public bool HeedsBalance => true;

    public bool LearnsFromValidation => false;

    public bool RestsOnCalibration => true;

    public CohortFaces Faces(CohortPack pack) => pack.Placed;

    public IGenuineSampler Samples(CohortPack pack, CohortPartition partition) => pack.Differences;
}
