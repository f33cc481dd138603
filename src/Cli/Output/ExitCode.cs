namespace Mote.Cli.Output;

/// <summary>What a command answers to the shell.</summary>
internal static class ExitCode
{
    /// <summary>Done, or a match.</summary>
    public const int Done = 0;

    /// <summary>Something failed; the message says what.</summary>
    public const int Failed = 1;

    /// <summary>The command was used wrongly, or names a file that is not there.</summary>
    public const int Usage = 2;

    /// <summary>The photo does not show that person.</summary>
    public const int NoMatch = 3;
}
