using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Mote.Cli.Identities;
using Mote.Cli.Photos;
using Mote.Client;
using Mote.Protocol;

namespace Mote.Cli.Demo;

/// <summary>Does what an access-control system would do, through the SDK.</summary>
internal sealed class DemoClient : IAsyncDisposable
{
    // Enough to keep the service's cores busy, and far from its queue's end.
    private const int AtOnce = 4;

    private readonly ServiceProvider _services;

    public DemoClient(string address, string key) => _services = new ServiceCollection()
        .AddMoteClient(options => (options.Address, options.ApiKey) = (new Uri(address), key))
        .BuildServiceProvider();

    private MoteClient Client => _services.GetRequiredService<MoteClient>();

    /// <summary>Enrols everybody, one after another; whoever is refused is a failure to enrol.</summary>
    public async Task<Enrolled> Enrol(IReadOnlyList<LabelledPhoto> references, double target, IProgress<double> progress, CancellationToken stop)
    {
        var enrolled = new Enrolled([], [], new SortedDictionary<string, int>(StringComparer.Ordinal));
        foreach (var (i, reference) in references.Index())
        {
            var photo = await File.ReadAllBytesAsync(reference.Path, stop);
            var start = Stopwatch.GetTimestamp();
            try
            {
                enrolled.Identities.Add(reference, await Client.EnrolAsync(reference.Identity, photo, new EnrolmentSettings { TargetFalseMatchRate = target }, cancellationToken: stop));
                enrolled.Milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
            catch (PhotoRefusedException refusal)
            {
                enrolled.Failures[refusal.Code] = enrolled.Failures.GetValueOrDefault(refusal.Code) + 1;
            }

            progress.Report((i + 1.0) / references.Count);
        }

        return enrolled;
    }

    /// <summary>Asks every question, several at once; a photo that is refused gives no decision.</summary>
    public async Task<Verified> Verify(IReadOnlyList<Comparison> comparisons, IProgress<double> progress, CancellationToken stop)
    {
        var photos = new ConcurrentDictionary<string, byte[]>(StringComparer.Ordinal);
        var refused = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var decisions = new bool?[comparisons.Count];
        var done = 0;
        await Parallel.ForAsync(0, comparisons.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, async (i, cancelled) =>
        {
            var (reference, probe) = comparisons[i];
            try
            {
                decisions[i] = (await Client.VerifyAsync(reference.Identity, photos.GetOrAdd(probe.Path, File.ReadAllBytes), cancelled)).IsMatch;
            }
            catch (PhotoRefusedException refusal)
            {
                refused[probe.Path] = refusal.Code;
            }

            progress.Report((double)Interlocked.Increment(ref done) / comparisons.Count);
        });
        return new Verified(decisions, new SortedDictionary<string, int>(refused.Values.CountBy(code => code).ToDictionary(), StringComparer.Ordinal));
    }

    /// <summary>Two answers in words: a photo of a person, asked for that person and for another one.</summary>
    public async Task<IReadOnlyList<string>> Explain(IReadOnlyList<Comparison> comparisons, CancellationToken stop)
    {
        var sentences = new List<string>();
        if (comparisons.FirstOrDefault(comparison => comparison.IsMated) is not { } own)
            return sentences;

        var photo = await File.ReadAllBytesAsync(own.Probe.Path, stop);
        var others = comparisons.Select(comparison => comparison.Reference.Identity).Where(identity => identity != own.Reference.Identity).Take(1);
        foreach (var subject in others.Prepend(own.Reference.Identity))
        {
            try
            {
                sentences.Add($"{Path.GetFileName(own.Probe.Path)} for {subject}: {DecisionWords.Of(await Client.VerifyAsync(subject, photo, stop), subject)}");
            }
            catch (PhotoRefusedException refusal)
            {
                sentences.Add($"{Path.GetFileName(own.Probe.Path)} for {subject}: {refusal.Message}");
            }
        }

        return sentences;
    }

    /// <summary>How long questions take, one after another, in milliseconds.</summary>
    public async Task<List<double>> Time(IEnumerable<Comparison> comparisons, CancellationToken stop)
    {
        var milliseconds = new List<double>();
        foreach (var comparison in comparisons)
        {
            var photo = await File.ReadAllBytesAsync(comparison.Probe.Path, stop);
            var start = Stopwatch.GetTimestamp();
            try
            {
                await Client.VerifyAsync(comparison.Reference.Identity, photo, stop);
                milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
            catch (PhotoRefusedException)
            {
                // Quicker than an answer, and none: it is counted where the decisions are.
            }
        }

        return milliseconds;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
