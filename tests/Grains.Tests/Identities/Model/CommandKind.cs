namespace Mote.Grains.Tests.Identities.Model;

/// <summary>What may be asked of an identity, and what may happen to it.</summary>
internal enum CommandKind
{
    Enrol,
    Reenrol,
    Force,
    Verify,
    Exclude,
    RollBack,
    Unlock,
    Wish,
    Withdraw,
    Erase,
    Rekey,
    DaysPass,
    Restart,
}
