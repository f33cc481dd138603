namespace Mote.Histories.Checking;

/// <summary>What a search for an order came to.</summary>
public enum Verdict
{
    /// <summary>There is an order in which all was answered as it can have been.</summary>
    Linearizable,

    /// <summary>There is none.</summary>
    Violated,

    /// <summary>It was given up: too many orders.</summary>
    Undecided,
}
