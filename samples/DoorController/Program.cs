using System.Runtime.InteropServices;
using DoorController;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Mote.Client;

const int Ended = 0, WrongUse = 2, KeyWrong = 3;

await using var services = new ServiceCollection().AddMoteClient(Settings.Configure).BuildServiceProvider();
MoteClient mote;
try
{
    mote = services.GetRequiredService<MoteClient>();
}
catch (OptionsValidationException wrong)
{
    Console.Error.WriteLine($"{wrong.Message} Set MOTE_ADDRESS, MOTE_API_KEY and, if you like, MOTE_DOOR.");
    return WrongUse;
}

var door = new Door(mote, Settings.Deadline);
await using var reconnect = new Reconnect(Settings.Addresses);

// Told to stop, it reads no further card, and finishes with the one that it has.
using var stop = new CancellationTokenSource();
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);

while (await NextLine() is { } line)
{
    if (line.Split(' ', 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 } card, { Length: > 0 } photo])
    {
        Console.Error.WriteLine("A line is a card's number, a space, and the file of a photo.");
        continue;
    }

    var answer = await door.DecideAsync(card, photo);
    Console.WriteLine($"{card} {answer}");
    if (answer.Act == Act.MendTheKey)
        return KeyWrong;
    if (answer.Act == Act.RetryLater)
        reconnect.Begin();
}

return Ended;

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    Console.Error.WriteLine("Stopping.");
    stop.Cancel();
}

// A card reader with a camera would say the same: the card's number, and where the photo is. Null at the end.
async Task<string?> NextLine()
{
    try
    {
        stop.Token.ThrowIfCancellationRequested();
        return await Task.Run(Console.In.ReadLine).WaitAsync(stop.Token);
    }
    catch (OperationCanceledException)
    {
        return null;
    }
}
