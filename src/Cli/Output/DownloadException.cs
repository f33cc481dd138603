namespace Mote.Cli.Output;

/// <summary>A model could not be fetched; the message says what to do about it.</summary>
internal sealed class DownloadException(string message) : Exception(message);
