namespace Mote.WebConsole.Routes;

/// <summary>Marks an address as the console's, and a request as one to it.</summary>
internal sealed class ConsoleRoute
{
    public static readonly ConsoleRoute Instance = new();

    private ConsoleRoute()
    {
    }
}
