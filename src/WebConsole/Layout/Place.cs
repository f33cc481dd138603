using Mote.Grains.Contracts.Access;
using Mote.Protocol;

namespace Mote.WebConsole.Layout;

/// <summary>Where one can go in the console.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="Scope">What it takes.</param>
internal sealed record Place(string Address, string Name, string Icon, Scope Scope)
{
    private static readonly Place[] All =
    [
        new("/people", "People", "people", Scope.People),
        new("/verify", "Verify", "verify", Scope.Verify),
        new("/enrol", "Enrol", "enrol", Scope.Enrol),
        new("/fairness", "Fairness", "fairness", Scope.Fairness),
        new("/privacy", "Privacy", "privacy", Scope.Audit),
        new("/activity", "Activity", "activity", Scope.Audit),
        new("/system", "System", "system", Scope.Metrics),
        new("/api-keys", "API keys", "key", Scope.ApiKeys),
    ];

    /// <summary>Those that are the caller's to open.</summary>
    public static IEnumerable<Place> For(Caller caller) => All.Where(place => caller.May(place.Scope));

    /// <summary>Where the caller begins; the page to verify says it to whoever may open none.</summary>
    public static string First(Caller caller) => For(caller).FirstOrDefault()?.Address ?? "/verify";
}
