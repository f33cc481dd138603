using Mote.Recognition.Calibration;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;

namespace Mote.Tests;

/// <summary>
/// The cohort that comes with Mote, with a tail for the recipe <c>paper</c>, which it lacks, made once a machine. Its one
/// policy moves the first group up by one and the second down, which any test can see.
/// </summary>
public static class DemoCohort
{
    /// <summary>Of the people in it, in this order.</summary>
    public const string FirstGroup = "A", SecondGroup = "B";

    private const int PaperSubjects = 4, CohortPeople = 200;

    private static readonly Lazy<string> Made = new(Make);

    /// <summary>The pack's file, as it is.</summary>
    public static string File => Made.Value;

    private static string Make()
    {
        var folder = Directory.CreateDirectory(Path.Combine((string)AppContext.GetData("Mote.Repository")!, "artifacts", "test-cohort"));
        var shipped = CohortPack.Load(SiloModels.Demo.Cohort);
        // The build of Recognition is part of the name, so that a change of the science makes a new pack, and so does another cohort.
        var path = Path.Combine(folder.FullName, $"demo-{shipped.Hash[..16]}-{typeof(CohortPack).Module.ModuleVersionId:N}.pack");
        // By one test project for all, however many run beside each other.
        using var making = FileLock.TakeAsync(Path.Combine(folder.FullName, "making-demo.lock")).Result;
        if (!System.IO.File.Exists(path))
        {
            TailCalibration.Calibrate(shipped, Recipe.Paper, PaperSubjects, 1, null, CancellationToken.None)
                .WithPolicies([new GroupPolicy(Recipe.SingleUnit, "balanced", 1e-3, [1, -1], CohortPeople)])
                .Save(path);
        }

        return path;
    }
}
