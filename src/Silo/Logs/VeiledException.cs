namespace Mote.Silo.Logs;

/// <summary>An exception as the log may have it.</summary>
internal sealed class VeiledException(Exception failure) : Exception(LogVeil.Over(failure.Message))
{
    public override string? StackTrace => failure.StackTrace;

    public override string ToString() => LogVeil.Over(failure.ToString());
}
