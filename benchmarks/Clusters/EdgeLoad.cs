using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Mote.Tests;

namespace Mote.Clusters;

/// <summary>Callers at the edges of silos, without a pause and without an SDK between.</summary>
internal sealed class EdgeLoad(IReadOnlyList<SiloProcess> silos) : IDisposable
{
    private const int AtOnceEach = 4;

    private readonly HttpClient[] _edges = [.. silos.Select(silo => silo.Caller())];

    /// <summary>Verifies people who match, each at the next silo.</summary>
    /// <returns>How long each took.</returns>
    public async Task<TimeSpan[]> Verifications(int people, TimeSpan time)
    {
        var start = Stopwatch.GetTimestamp();
        var took = await Task.WhenAll(Enumerable.Range(0, AtOnceEach * _edges.Length).Select(first => Task.Run(() => One(first))));
        return [.. took.SelectMany(one => one)];

        async Task<List<TimeSpan>> One(int first)
        {
            List<TimeSpan> took = [];
            for (var at = first; Stopwatch.GetElapsedTime(start) < time; at += AtOnceEach * _edges.Length + 1)
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
    public Task Enrol(int from, int to) => Parallel.ForAsync(from, to, new ParallelOptions { MaxDegreeOfParallelism = 2 * AtOnceEach }, async (person, stop) =>
        await silos[person % silos.Count].Client.EnrolAsync(MeasuredPeople.Name(person), MeasuredPeople.Photo(person), cancellationToken: stop));

    /// <summary>Asks a silo what a load within it came to.</summary>
    public async Task<long> Measured(int silo, string what) =>
        long.Parse(await _edges[silo].GetStringAsync(new Uri($"/measured/{what}", UriKind.Relative)), NumberStyles.None, CultureInfo.InvariantCulture);

    public void Dispose()
    {
        foreach (var edge in _edges)
            edge.Dispose();
    }
}
