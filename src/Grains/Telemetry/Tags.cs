namespace Mote.Grains.Telemetry;

/// <summary>What figures are told apart by: names that whoever runs the service chose, and words of the code. Nothing of a person, a key or a photo, and nothing that a request brought.</summary>
internal static class Tags
{
    public const string Realm = "mote.realm";
    public const string Door = "mote.door";
    public const string Kind = "mote.kind";
    public const string Outcome = "mote.outcome";
    public const string Stage = "mote.stage";
    public const string Reason = "mote.reason";
    public const string Recipe = "mote.recipe";

    /// <summary>The code of a problem, where something was refused or failed.</summary>
    public const string Error = "error.type";
}
