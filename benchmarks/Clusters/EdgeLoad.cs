using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Mote.Tests;

namespace Mote.Clusters;

/// <summary>Callers at the edges of silos, without a pause and without an SDK between.</summary>
internal sealed class EdgeLoad(IReadOnlyList<SiloProcess> silos) : IDisposable
{
    // However many silos there are: what is compared is what they cost, and not how they wait.
    private const int AtOnce = 6;

    private readonly HttpClient[] _edges = [.. silos.Select(silo => silo.Caller())];

    /// <summary>Verifies people who match, each at the next silo.</summary>
    /// <returns>How long each took.</returns>
    public async Task<TimeSpan[]> Verifications(int people, TimeSpan time)
    {
        var start = Stopwatch.GetTimestamp();
        var took = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(first => Task.Run(() => One(first))));
        return [.. took.SelectMany(one => one)];

        async Task<List<TimeSpan>> One(int first)
        {
            List<TimeSpan> took = [];
            for (var at = first; Stopwatch.GetElapsedTime(start) < time; at += AtOnce + 1)
                took.Add(await Verify(at % _edges.Length, at / _edges.Length % people));
            return took;
        }
    }

    /// <summary>Verifies one person who matches.</summary>
    public async Task<TimeSpan> Verify(int silo, int person)
    {
        using var photo = new ByteArrayContent(MeasuredPeople.Photo(person)) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } };
        var start = Stopwatch.GetTimestamp();
        using var answer = await _edges[silo].PostAsync(new Uri($"/v1/identities/{MeasuredPeople.Name(person)}/verify", UriKind.Relative), photo);
        var said = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        var took = Stopwatch.GetElapsedTime(start);
        return said.Contains("\"isMatch\":true", StringComparison.Ordinal) ? took : throw new InvalidOperationException($"Somebody was not recognised: {said}");
    }

    /// <summary>Enrols as many people, several at a time.</summary>
    public Task Enrol(int from, int to) => Parallel.ForAsync(from, to, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (person, stop) =>
        await silos[person % silos.Count].Client.EnrolAsync(MeasuredPeople.Name(person), MeasuredPeople.Photo(person), cancellationToken: stop));

    /// <summary>Asks a silo what a load within it came to.</summary>
    public async Task<long> Measured(int silo, string what)
    {
        using var answer = await _edges[silo].GetAsync(new Uri($"/measured/{what}", UriKind.Relative));
        var said = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? long.Parse(said, NumberStyles.None, CultureInfo.InvariantCulture) : throw new InvalidOperationException($"A load ended: {said}");
    }

    public void Dispose()
    {
        foreach (var edge in _edges)
            edge.Dispose();
    }
}
