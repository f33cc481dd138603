using Mote.Recognition.Packs;

namespace Mote.Evaluation.Scoring;

/// <summary>Tells programs apart whose scores may differ.</summary>
internal static class ProgramVersion
{
    // Raise it when a recipe of this project scores differently; the science tells by itself.
    private const int Scoring = 1;

    /// <summary>Changes with any change of the science, and not with the metrics, which are computed anew each time.</summary>
    public static string Current { get; } = $"{typeof(CohortPack).Module.ModuleVersionId:N}-{Scoring}";
}
