using Mote.Recognition.Cohorts;
using Mote.Recognition.Tests.Networks;

namespace Mote.Recognition.Tests.Cohorts;

/// <summary>A cohort made of nothing, for what needs one and not real faces.</summary>
internal static class SmallCohort
{
    /// <summary>People around random directions of eight dimensions.</summary>
    public static CohortBuilder Builder()
    {
        var builder = new CohortBuilder();
        foreach (var (partition, prefix, people) in new[] { (CohortPartition.Training, "t", 24), (CohortPartition.Validation, "v", 24), (CohortPartition.Calibration, "c", 60) })
        {
            for (var person = 0; person < people; person++)
            {
                for (var photo = 0; photo < 3; photo++)
                {
                    var (face, noise) = (Made.Vector(8, (ulong)(person + 1000 * (int)partition)), Made.Vector(8, (ulong)(person * 7 + photo + 50_000 * ((int)partition + 1))));
                    builder.Add([.. face.Zip(noise, (f, n) => f + 0.4f * n)], $"{prefix}{person}", person % 2 == 0 ? "F" : "M", partition);
                }
            }
        }

        return builder;
    }
}
