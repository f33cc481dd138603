namespace Mote.Cli.Output;

/// <summary>What a command answers to the shell.</summary>
internal static class ExitCode
{
    /// <summary>Done, or a match.</summary>
    public const int Done = 0;

    /// <summary>Something failed, or was refused; the message says what.</summary>
    public const int Failed = 1;

    /// <summary>The command was used wrongly, or names a file that is not there.</summary>
    public const int Usage = 2;

    /// <summary>The photo does not show that person.</summary>
    public const int NoMatch = 3;

    /// <summary>The person is locked for a while: nothing was compared.</summary>
    public const int LockedOut = 4;

    /// <summary>The service does not answer, has too much to do, or is damaged: the same command may do later.</summary>
    public const int Unavailable = 5;
}
