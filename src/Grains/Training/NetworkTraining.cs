using Mote.Recognition.Certification;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Exclusion;
using Mote.Recognition.Packs;

namespace Mote.Grains.Training;

/// <summary>What networks are made with, all of one cohort. Thread-safe.</summary>
/// <param name="enroller">Makes them.</param>
/// <param name="certifier">Measures them.</param>
/// <param name="exclusion">Turns them away from a face.</param>
public sealed class NetworkTraining(Enroller enroller, Certifier certifier, INetworkExclusion exclusion)
{
    internal Enroller Enroller => enroller;

    internal Certifier Certifier => certifier;

    internal INetworkExclusion Exclusion => exclusion;

    /// <summary>Networks of a cohort.</summary>
    internal static NetworkTraining With(CohortPack cohort)
    {
        var certifier = new Certifier(cohort);
        return new NetworkTraining(new Enroller(cohort), certifier, new FrameExclusion(cohort, certifier));
    }
}
