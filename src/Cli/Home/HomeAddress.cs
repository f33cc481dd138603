namespace Mote.Cli.Home;

/// <summary>The address of a silo on this machine.</summary>
internal static class HomeAddress
{
    /// <summary>Where it listens, and is looked for, unless told otherwise.</summary>
    public const string Default = "http://127.0.0.1:7270";
}
