using Mote.Recognition.Cohorts;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Synthesis;
using Mote.Recognition.Training;

namespace Mote.Recognition.Recipes;

/// <summary>
/// One way to make a subject's network: all that differs between recipes, so that nobody else asks which it is. Immutable
/// and thread-safe.
/// </summary>
public interface IRecipe
{
    /// <summary>Its name in options, addresses and answers.</summary>
    string Name { get; }

    /// <summary>How its networks are shaped, and the value that is stored for it.</summary>
    NetworkForm Form { get; }

    /// <summary>How they are trained.</summary>
    IRecipeTrainer Trainer { get; }

    /// <summary>Whether the balance between attribute groups changes anything.</summary>
    bool HeedsBalance { get; }

    /// <summary>Whether training chooses by the people of the validation partition, who then cannot judge what it made.</summary>
    bool LearnsFromValidation { get; }

    /// <summary>Whether a margin says half without its calibration, which holds how typical the references are.</summary>
    bool RestsOnCalibration { get; }

    /// <summary>What its networks take for a face.</summary>
    /// <param name="pack">The cohort.</param>
    CohortFaces Faces(CohortPack pack);

    /// <summary>What it draws synthetic genuine samples from.</summary>
    /// <param name="pack">The cohort.</param>
    /// <param name="partition">Training or validation, which differ where training chooses by the latter.</param>
    IGenuineSampler Samples(CohortPack pack, CohortPartition partition);
}
