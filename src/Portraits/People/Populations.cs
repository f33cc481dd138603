namespace Mote.Portraits.People;

/// <summary>Seeds of the populations in use. Nobody is in two, so what learns from one is tried on strangers.</summary>
public static class Populations
{
    /// <summary>Whom the demo detector learns from.</summary>
    public const ulong Detector = 1;

    /// <summary>Whom the demo embedder learns from.</summary>
    public const ulong Embedder = 2;

    /// <summary>The background people of the demo cohort.</summary>
    public const ulong Cohort = 3;

    /// <summary>Whom the demo models are measured on.</summary>
    public const ulong Unseen = 4;

    /// <summary>Whom a demo enrols.</summary>
    public const ulong Demo = 5;

    /// <summary>Whom a silo tries itself on before it says that it is ready.</summary>
    public const ulong Rehearsal = 6;
}
