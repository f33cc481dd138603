using System.Globalization;

namespace Mote.Histories.People;

/// <summary>One thing that one client asked of one silo, and what it heard.</summary>
/// <param name="Person">About whom.</param>
/// <param name="Deed">What was asked.</param>
/// <param name="Face">Whose photo was sent; of no meaning where none was.</param>
/// <param name="Answer">What came of it.</param>
/// <param name="Version">Which model-template the answer is of; 0 where it says nothing of one.</param>
/// <param name="Invoked">When it was asked, since the run began, by the clock that nobody sets.</param>
/// <param name="Completed">When the answer was there, by the same; null where nobody knows whether it is over.</param>
/// <param name="Client">Who asked.</param>
/// <param name="Silo">Which silo was asked.</param>
public sealed record Operation(string Person, Deed Deed, Face Face, Answer Answer, int Version, TimeSpan Invoked, TimeSpan? Completed, string Client, string Silo)
{
    /// <summary>By how much earlier than it was asked what it tells may have been true: for as long as a silo that is cut off may go on with what it knew.</summary>
    public TimeSpan MayBeOlderBy { get; init; }

    /// <summary>Whether the store was in trouble meanwhile, so that a lock that closed may not be in it.</summary>
    public bool IsStoreTroubled { get; init; }

    /// <summary>From when on it may have been so.</summary>
    public TimeSpan Earliest => Answer == Answer.Unknown ? Invoked : Invoked - MayBeOlderBy;

    /// <summary>Until when; never over where nobody knows.</summary>
    public TimeSpan Latest => Answer == Answer.Unknown ? TimeSpan.MaxValue : Completed ?? TimeSpan.MaxValue;

    /// <summary>The same, as if no answer had come: it says less, and whatever order there was there still is.</summary>
    public Operation Relaxed => this with { Answer = Answer.Unknown, Version = 0 };

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Invoked.TotalSeconds,8:F3} .. {(Answer == Answer.Unknown || Completed is null ? "?" : Completed.Value.TotalSeconds.ToString("F3", CultureInfo.InvariantCulture)),8} s  {Client} at {Silo}: {Asked} -> {Heard}{(MayBeOlderBy > TimeSpan.Zero ? $" (may be {MayBeOlderBy.TotalSeconds:F1} s older)" : "")}");

    private string Asked => Deed is Deed.Erase or Deed.Unlock ? $"{Deed} {Person}" : $"{Deed} {Person} as {Face}";

    private string Heard => Version > 0 ? $"{Answer} by version {Version}" : $"{Answer}";
}
