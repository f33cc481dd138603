namespace Mote.WebConsole.Hosting;

/// <summary>Marks an address as the console's, and a request as one to it.</summary>
internal sealed class ConsoleRoute
{
    public static readonly ConsoleRoute Instance = new();

    private ConsoleRoute()
    {
    }
}
