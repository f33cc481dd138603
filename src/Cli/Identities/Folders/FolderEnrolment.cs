using System.Collections.Concurrent;
using System.Diagnostics;
using Mote.Client;
using Mote.Protocol;

namespace Mote.Cli.Identities.Folders;

/// <summary>
/// Enrols the people of a folder, several at a time: the service then trains those that wait together. Whoever is refused
/// does not hold up the others; what concerns all of them, such as a service that does not answer, ends it.
/// </summary>
internal sealed class FolderEnrolment(MoteClient client, EnrolmentSettings settings, int atOnce)
{
    private readonly ConcurrentBag<string> _enrolled = [];
    private readonly ConcurrentBag<string> _skipped = [];
    private readonly ConcurrentBag<RefusedPerson> _refused = [];
    private MoteClientException? _failure;

    /// <param name="folder">The people.</param>
    /// <param name="progress">Told how many of them are done, 0 to 1.</param>
    /// <param name="stop">Ends it; those under way are not waited for.</param>
    /// <exception cref="MoteClientException">The service cannot be asked who is enrolled.</exception>
    public async Task<FolderResult> Run(PeopleFolder folder, IProgress<double> progress, CancellationToken stop)
    {
        var start = Stopwatch.GetTimestamp();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var done = 0;
        try
        {
            var there = await Enrolled(end.Token);
            await Parallel.ForEachAsync(folder.People, new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = end.Token }, async (person, cancelled) =>
            {
                if (there.Contains(person.Subject))
                    _skipped.Add(person.Subject);
                else
                    await Enrol(person, end, cancelled);
                progress.Report((double)Interlocked.Increment(ref done) / folder.People.Count);
            });
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // Told below, with what was done by then.
        }

        RefusedPerson[] refused = [.. folder.Refused.Concat(_refused).OrderBy(person => person.Subject, StringComparer.Ordinal)];
        var settled = _enrolled.Concat(_skipped).Concat(_refused.Select(person => person.Subject)).ToHashSet(StringComparer.Ordinal);
        return new FolderResult(
            [.. _enrolled.Order(StringComparer.Ordinal)],
            [.. _skipped.Order(StringComparer.Ordinal)],
            refused,
            [.. folder.People.Select(person => person.Subject).Where(subject => !settled.Contains(subject))],
            folder.People.Where(person => person.LeftOut > 0).ToDictionary(person => person.Subject, person => person.LeftOut),
            folder.OtherFiles,
            _failure?.Message ?? (end.IsCancellationRequested ? "Stopped." : null),
            Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private async Task<HashSet<string>> Enrolled(CancellationToken stop)
    {
        var subjects = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var subject in client.ListAsync(cancellationToken: stop))
            subjects.Add(subject);
        return subjects;
    }

    private async Task Enrol(PersonPhotos person, CancellationTokenSource end, CancellationToken stop)
    {
        try
        {
            var photos = await Task.WhenAll(person.Photos.Select(async photo => (ReadOnlyMemory<byte>)await File.ReadAllBytesAsync(photo, stop)));
            await client.EnrolFromAsync(person.Subject, photos, settings, cancellationToken: stop);
            _enrolled.Add(person.Subject);
        }
        catch (AlreadyEnrolledException)
        {
            _skipped.Add(person.Subject);
        }
        catch (MoteClientException everybodys) when (ConcernsEverybody(everybodys))
        {
            Interlocked.CompareExchange(ref _failure, everybodys, null);
            await end.CancelAsync();
        }
        catch (MoteClientException refusal)
        {
            _refused.Add(new RefusedPerson(person.Subject, refusal.Code, refusal.Message));
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            _refused.Add(new RefusedPerson(person.Subject, "", unread.Message));
        }
    }

    /// <summary>What the next person would meet as well.</summary>
    private static bool ConcernsEverybody(MoteClientException failure) =>
        failure.Kind is null or ProblemKind.Request or ProblemKind.Unauthenticated or ProblemKind.Forbidden or ProblemKind.Busy or ProblemKind.Unavailable or ProblemKind.MasterKey;
}
