namespace Mote.Histories.People;

/// <summary>Whose photo it is: of two people who are not taken for each other.</summary>
public enum Face
{
    Ada,
    Ben,
}
