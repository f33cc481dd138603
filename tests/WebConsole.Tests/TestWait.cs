namespace Mote.WebConsole.Tests;

/// <summary>Waits for a condition that nothing tells of.</summary>
internal static class TestWait
{
    public static async Task Until(Func<bool> condition, CancellationToken cancellationToken)
    {
        while (!condition())
            await Task.Delay(10, cancellationToken);
    }
}
