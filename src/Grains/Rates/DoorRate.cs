namespace Mote.Grains.Rates;

/// <summary>At which false-match rate photos are decided about that a door shows.</summary>
public sealed class DoorRate
{
    /// <summary>The rate, above 0 and at most the realm's ceiling; a stricter one of the person, the key or the call goes before it.</summary>
    public double? TargetFalseMatchRate { get; set; }
}
