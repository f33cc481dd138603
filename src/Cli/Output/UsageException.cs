namespace Mote.Cli.Output;

/// <summary>The command was used wrongly; the message says what to give instead.</summary>
internal sealed class UsageException(string message) : Exception(message);
