using Mote.Client;
using Mote.Golden.Tests.Silos;

namespace Mote.Golden.Tests.Making;

/// <summary>Who is in a golden store, and why.</summary>
internal static class Cast
{
    public const string ReEnrolled = "re-enrolled";
    public const string ReEnrolledUnderSecondKey = "re-enrolled-under-second-key";
    public const string Erased = "erased";
    public const string ErasedAndEnrolledAgain = "erased-and-enrolled-again";
    public const string Locked = "locked";
    public const string Excluded = "excluded";
    public const string ExcludedUnderSecondKey = "excluded-under-second-key";

    /// <summary>Takes some strangers for itself, and was never told otherwise.</summary>
    public const string Mistaken = "mistaken";

    /// <summary>Was re-enrolled, and the new model-template runs in the shadow of the one that decides. Since 0.2.0.</summary>
    public const string InShadow = "in-shadow";

    /// <summary>Is asked to come for a re-enrolment. Since 0.2.0.</summary>
    public const string Requested = "requested";

    /// <summary>Numbers from here on are strangers.</summary>
    public const int FirstStranger = 100;

    // A name of the greatest length, with every kind of letter that a name may have.
    private static readonly string LongName = "A.name_of-128-characters".PadRight(128, 'x');

    private static readonly EnrolmentSettings Compact = new() { Recipe = "compact" };
    private static readonly EnrolmentSettings Paper = new() { Recipe = "paper" };
    private static readonly EnrolmentSettings SingleUnit = new() { Recipe = "single-unit" };
    private static readonly EnrolmentSettings Lenient = Compact with { TargetFalseMatchRate = 0.01 };

    public static IReadOnlyList<GoldenPerson> All { get; } =
    [
        .. new (string Realm, string Name, int Photos, EnrolmentSettings Settings)[]
        {
            (Realm.Site, "compact-1", 1, Compact),
            (Realm.Site, "compact-2", 1, Compact),
            (Realm.Site, "compact-by-default", 1, new EnrolmentSettings()),
            (Realm.Site, "compact-three-photos-1", 3, Compact),
            (Realm.Site, "compact-three-photos-2", 3, Compact),
            (Realm.Site, "compact-eight-photos", 8, Compact),
            (Realm.Site, "paper", 1, Paper with { Balance = 0.3 }),
            (Realm.Site, "paper-three-photos", 3, Paper with { TargetFalseMatchRate = 0.01 }),
            (Realm.Site, "single-unit", 1, SingleUnit),
            (Realm.Site, "single-unit-three-photos", 3, SingleUnit),
            (Realm.Site, "balance-0.8", 1, Compact with { Balance = 0.8 }),
            (Realm.Site, "group-a", 1, Compact with { Group = "A" }),
            (Realm.Site, "group-b", 1, Compact with { Group = "B" }),
            (Realm.Site, "group-b-single-unit", 1, SingleUnit with { Group = "B" }),
            (Realm.Site, "target-1e-3", 1, Compact with { TargetFalseMatchRate = 1e-3 }),
            (Realm.Site, LongName, 1, Compact),
            (Realm.Site, ReEnrolled, 1, Compact),
            (Realm.Site, ReEnrolledUnderSecondKey, 3, Compact),
            (Realm.Site, Erased, 1, Compact),
            (Realm.Site, ErasedAndEnrolledAgain, 1, Compact),
            (Realm.Site, Locked, 1, Compact),
            (Realm.Site, Excluded, 1, Lenient),
            (Realm.Site, ExcludedUnderSecondKey, 1, Lenient),
            (Realm.Site, Mistaken, 1, Lenient),
            (Realm.Annex, "compact-1", 1, Compact),
            (Realm.Annex, "single-unit", 1, SingleUnit),
            (Realm.Annex, Erased, 1, SingleUnit),
            (Realm.Site, InShadow, 1, Compact),
            (Realm.Site, Requested, 1, Compact),
        }.Select((person, number) => new GoldenPerson(person.Realm, person.Name, number, person.Photos, person.Settings)),
    ];

    public static GoldenPerson Of(string name) => All.Single(person => person.Realm == Realm.Site && person.Name == name);
}
