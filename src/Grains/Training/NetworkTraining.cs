using Mote.Recognition.Certification;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Exclusion;
using Mote.Recognition.Packs;

namespace Mote.Grains.Training;

/// <summary>What networks are made with, all of one cohort. Thread-safe.</summary>
internal sealed class NetworkTraining(Enroller enroller, Certifier certifier, INetworkExclusion exclusion)
{
    public Enroller Enroller => enroller;

    public Certifier Certifier => certifier;

    public INetworkExclusion Exclusion => exclusion;

    /// <summary>Networks of a cohort.</summary>
    public static NetworkTraining With(CohortPack cohort)
    {
        var certifier = new Certifier(cohort);
        return new NetworkTraining(new Enroller(cohort), certifier, new FrameExclusion(cohort, certifier));
    }
}
