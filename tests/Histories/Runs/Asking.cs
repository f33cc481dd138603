using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Mote.Client;
using Mote.Histories.People;
using Mote.Protocol;
using Mote.Tests;

namespace Mote.Histories.Runs;

/// <summary>Asks one silo for one thing, once, and notes what it heard. Thread-safe.</summary>
public sealed class Asking : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    private readonly Clock _clock;
    private readonly ServiceProvider[] _clients;
    private readonly ConcurrentQueue<Operation> _operations = [];

    /// <summary>Knows every silo by itself.</summary>
    public Asking(Clock clock, IEnumerable<SiloProcess> silos) => (_clock, _clients) = (clock, [.. silos.Select(Only)]);

    /// <summary>What was asked, and is taken from here once.</summary>
    public IReadOnlyList<Operation> Take()
    {
        List<Operation> taken = [];
        while (_operations.TryDequeue(out var operation))
            taken.Add(operation);
        return taken;
    }

    /// <summary>How often each code came that says nothing of whether it was done.</summary>
    public ConcurrentDictionary<string, int> Failures { get; } = [];

    /// <summary>The silo's client, which repeats nothing.</summary>
    public MoteClient Of(int silo) => _clients[silo].GetRequiredService<MoteClient>();

    /// <summary>Asks.</summary>
    /// <returns>What it heard; null where nothing was done for certain.</returns>
    public async Task<Operation?> Ask(string person, Deed deed, Face face, string client, int silo)
    {
        var asked = new Operation(person, deed, face, Answer.Unknown, 0, _clock.Now, null, client, $"silo {silo + 1}");
        var (answer, version) = await Answered(Of(silo), asked);
        if (answer is null)
            return null;
        var told = asked with { Answer = answer.Value, Version = version, Completed = _clock.Now };
        _operations.Enqueue(told);
        return told;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
            await client.DisposeAsync();
    }

    private async Task<(Answer?, int)> Answered(MoteClient client, Operation asked)
    {
        try
        {
            return await Outcome(client, asked, DemoPeople.Photo((int)asked.Face, 0));
        }
        catch (NotEnrolledException)
        {
            return (Answer.Absent, 0);
        }
        catch (AlreadyEnrolledException refusal)
        {
            return (refusal.Code == ProblemCode.AlreadyEnrolled ? Answer.Present : null, 0);
        }
        catch (LockedOutException)
        {
            return (Answer.Locked, 0);
        }
        catch (MoteClientException failure)
        {
            Failures.AddOrUpdate(failure.Code is "" ? "no answer" : failure.Code, 1, (_, count) => count + 1);
            return (Answer.Unknown, 0);
        }
    }

    private static async Task<(Answer?, int)> Outcome(MoteClient client, Operation asked, byte[] photo)
    {
        switch (asked.Deed)
        {
            case Deed.Enrol:
                return (Answer.Done, (await client.EnrolAsync(asked.Person, photo)).Version);
            case Deed.Reenrol:
                return (Answer.Done, (await client.ReenrolAsync(asked.Person, photo, new EnrolmentSettings { Force = true })).Version);
            case Deed.Erase:
                return (await client.EraseAsync(asked.Person) ? Answer.Done : Answer.Absent, 0);
            case Deed.Unlock:
                await client.UnlockAsync(asked.Person);
                return (Answer.Done, 0);
            default:
                var decision = await client.VerifyAsync(asked.Person, photo);
                return (decision.IsMatch ? Answer.Match : Answer.NonMatch, decision.TemplateVersion);
        }
    }

    private static ServiceProvider Only(SiloProcess silo) => new ServiceCollection().AddMoteClient(options =>
    {
        (options.Address, options.ApiKey, options.Retries, options.AttemptTimeout) = (silo.Address, SiloProcess.OwnKey, 0, Patience);
    }).BuildServiceProvider();
}
