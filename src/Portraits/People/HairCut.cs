namespace Mote.Portraits.People;

/// <summary>How the hair of the head is cut.</summary>
internal enum HairCut
{
    Bald,
    Short,
    Crop,
    Bob,
    Long,
    Curls,
}
