namespace Mote.Cli.Demo.Silos;

/// <summary>What became of a demo of several silos, with the keys of its JSON. Times are in seconds.</summary>
internal sealed record SilosResult
{
    public required int Silos { get; init; }

    /// <summary>Until the last silo was ready.</summary>
    public required double SecondsToStart { get; init; }

    public required int Enrolled { get; init; }

    /// <summary>Verifications of everybody at every silo, and how many of them were decided otherwise than at the first.</summary>
    public required int VerifiedEverywhere { get; init; }

    public required int DecidedOtherwise { get; init; }

    /// <summary>Who was killed.</summary>
    public required string Killed { get; init; }

    /// <summary>What a door asked that knows all silos, before, while and after one was killed.</summary>
    public required int AskedAtTheDoor { get; init; }

    public required int FailedAtTheDoor { get; init; }

    public required int WrongAtTheDoor { get; init; }

    /// <summary>The longest that it waited for an answer.</summary>
    public required double LongestWaitAtTheDoor { get; init; }

    /// <summary>From the kill until everybody was verified at each silo that is left.</summary>
    public required double SecondsUntilAllWereBack { get; init; }

    /// <summary>From the start of the one that was killed until it was ready.</summary>
    public required double SecondsToRejoin { get; init; }

    /// <summary>Whether somebody who was erased while it was dead is unknown to it.</summary>
    public required bool ErasedIsUnknownToIt { get; init; }

    /// <summary>Whether every entry of the audit trail follows the one before it.</summary>
    public required bool TrailIsWhole { get; init; }

    public required double Seconds { get; init; }

    /// <summary>Whether it went as it is to go.</summary>
    public bool IsAsPromised => DecidedOtherwise == 0 && FailedAtTheDoor == 0 && WrongAtTheDoor == 0 && ErasedIsUnknownToIt && TrailIsWhole;
}
