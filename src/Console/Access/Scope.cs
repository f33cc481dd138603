namespace Mote.Console.Access;

/// <summary>What a caller may be allowed to ask for, over the API and at the console alike. Every route names one.</summary>
public enum Scope
{
    /// <summary>Being known: reading what the API offers, ending a session.</summary>
    Known,

    /// <summary>Asking whether a photo shows a person.</summary>
    Verify,

    /// <summary>Seeing what spoke for a decision.</summary>
    Explain,

    /// <summary>Listing people, and reading what is known of one.</summary>
    People,

    /// <summary>Enrolling a person, and following an enrolment.</summary>
    Enrol,

    /// <summary>Replacing a person's model-template.</summary>
    Reenrol,

    /// <summary>Bringing back the model-template of before the last re-enrolment.</summary>
    RollBack,

    /// <summary>Asking that people be enrolled anew, and taking that back.</summary>
    RequestReenrolment,

    /// <summary>Forgetting a person.</summary>
    Erase,

    /// <summary>"Not this person". It tells how a face is seen and is not counted: in other hands it would be what the lockout bounds.</summary>
    Exclude,

    /// <summary>Lifting a lock.</summary>
    Unlock,

    /// <summary>Reading how evenly errors fall, and trying the balance.</summary>
    Fairness,

    /// <summary>Reading the last privacy audit.</summary>
    Privacy,

    /// <summary>Reading and checking the audit trail.</summary>
    Audit,

    /// <summary>Listing the versions of the master key, and rotating.</summary>
    MasterKeys,

    /// <summary>Seeing silos, queues, models and versions.</summary>
    System,
}
