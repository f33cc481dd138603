using Microsoft.Extensions.DependencyInjection;
using Mote.Client;

internal static class DoorController
{
    /// <summary>Reads lines "subject photo-file", as a card reader with a camera would give them, and answers each.</summary>
    public static async Task RunAsync(Uri mote, string apiKey, TextReader reader, TextWriter door)
    {
        await using var services = new ServiceCollection()
            .AddMoteClient(options => (options.Address, options.ApiKey) = (mote, apiKey))
            .BuildServiceProvider();
        var client = services.GetRequiredService<MoteClient>();

        while (await reader.ReadLineAsync() is { } line && line.Split(' ', 2) is [var subject, var photo])
        {
            var answer = await DecideAsync(client, subject, await File.ReadAllBytesAsync(photo));
            await door.WriteLineAsync(answer);
        }
    }

    private static async Task<string> DecideAsync(MoteClient client, string subject, byte[] photo)
    {
        try
        {
            return (await client.VerifyAsync(subject, photo)).IsMatch ? "open" : "closed";
        }
        catch (PhotoRefusedException refused)
        {
            return $"try again: {refused.Message}";
        }
        catch (MoteClientException failure)
        {
            return $"closed: {failure.Message}";
        }
    }
}
