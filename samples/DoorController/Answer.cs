namespace DoorController;

/// <summary>What the door does.</summary>
internal enum Act
{
    Open,
    StayClosed,

    /// <summary>The photo was no good: the camera takes another.</summary>
    TakeAnotherPhoto,

    /// <summary>A person has to look: the service decides nothing about this one.</summary>
    CallTheGuard,

    /// <summary>The service cannot be asked at the moment: the guard decides until it can.</summary>
    RetryLater,

    /// <summary>The service does not know this door: nobody comes in until somebody mends that.</summary>
    MendTheKey,
}

/// <summary>What the door does, and why.</summary>
internal sealed record Answer(Act Act, string Why)
{
    public override string ToString() => $"{Act}: {Why}";
}
