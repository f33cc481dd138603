using Mote.Recognition.Calibration;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;

namespace Mote.Tests;

/// <summary>
/// A small real cohort pack, made once a machine from the shared embeddings and kept among the build's artefacts, which
/// are never committed. Its one policy moves the first group up by one and the second down, which any test can see.
/// </summary>
internal static class TestCohort
{
    private const int PeopleAPartition = 200;

    private static readonly Lazy<string> Made = new(Make);

    /// <summary>The pack's file, as it is; skips the running test if the shared data is absent.</summary>
    public static string File => Made.Value;

    private static string Make()
    {
        var lfw = LfwEmbeddings.Load();
        var folder = Directory.CreateDirectory(Path.Combine((string)AppContext.GetData("Mote.Repository")!, "artifacts", "test-cohort"));
        // The build of Recognition is part of the name, so that a change of the science makes a new pack.
        var path = Path.Combine(folder.FullName, $"{typeof(CohortPack).Module.ModuleVersionId:N}.pack");
        // By one test project for all, however many run beside each other.
        using var making = FileLock.TakeAsync(Path.Combine(folder.FullName, "making.lock")).Result;
        if (System.IO.File.Exists(path))
            return path;

        var pack = CohortPack.Create(lfw.Cohort(PeopleAPartition), 1);
        foreach (var (recipe, subjects) in new[] { (Recipe.SingleUnit, 30), (Recipe.Compact, 30), (Recipe.Paper, 4) })
            pack = TailCalibration.Calibrate(pack, recipe, subjects, 1, null, CancellationToken.None);
        pack.WithPolicies([new GroupPolicy(Recipe.SingleUnit, "balanced", 1e-3, [1, -1], PeopleAPartition)]).Save(path);
        return path;
    }
}
