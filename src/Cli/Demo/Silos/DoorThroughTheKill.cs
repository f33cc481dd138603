using System.Diagnostics;
using Mote.Client;

namespace Mote.Cli.Demo.Silos;

/// <summary>A door at which somebody stands without a pause, whatever becomes of the silos.</summary>
/// <param name="client">Its client.</param>
/// <param name="people">Who stands there, one after another, with the decision that is right.</param>
internal sealed class DoorThroughTheKill(MoteClient client, IReadOnlyList<(string Subject, byte[] Photo, bool IsMatch)> people)
{
    public int Asked { get; private set; }

    public int Failed { get; private set; }

    public int Wrong { get; private set; }

    public TimeSpan LongestWait { get; private set; }

    /// <summary>Asks while something else is done.</summary>
    public async Task AskWhile(Task done, CancellationToken stop)
    {
        while (!done.IsCompleted)
            await Ask(people[Asked % people.Count], stop);
        await done;
    }

    private async Task Ask((string Subject, byte[] Photo, bool IsMatch) person, CancellationToken stop)
    {
        Asked++;
        var start = Stopwatch.GetTimestamp();
        try
        {
            if ((await client.VerifyAsync(person.Subject, person.Photo, stop)).IsMatch != person.IsMatch)
                Wrong++;
        }
        catch (MoteClientException)
        {
            Failed++;
        }

        if (Stopwatch.GetElapsedTime(start) is var waited && waited > LongestWait)
            LongestWait = waited;
    }
}
