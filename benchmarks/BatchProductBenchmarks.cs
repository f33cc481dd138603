using BenchmarkDotNet.Attributes;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Spaces;
using Mote.Recognition.Training;
using Mote.Recognition.Vectors;
using Mote.Tests;

namespace Mote.Benchmarks;

/// <summary>
/// What training sixteen people shares and what it does not: the search for the cohort photos most like each, and the margins
/// of one step, as they are computed and as one product of everything with everything.
/// </summary>
public class BatchProductBenchmarks
{
    private const int Subjects = 16;
    private const int Samples = 384;
    private const int Units = 3;
    private const int Impostors = 256;

    private FaceSpace _space = null!;
    private float[][] _references = [];
    private PackedRows[] _own = [];
    private PackedRows _all = null!;
    private float[] _units = [];
    private float[] _products = [];

    [GlobalSetup]
    public void Load()
    {
        var lfw = LfwEmbeddings.Load();
        var cohort = lfw.Cohort();
        _space = FaceSpace.Of(cohort.Training, cohort.Groups.Count);
        _references = [.. lfw.Of("enrol").DistinctBy(row => lfw.Labels[row].Identity).Take(Subjects).Select(row =>
        {
            var direction = new float[_space.Dimension];
            _space.Turn(lfw.Rows[row], direction, _space.Dimension);
            return direction;
        })];
        // Whose photos they are does not matter to the time.
        var length = Samples * _space.PlacedLength;
        float[] people = [.. Enumerable.Repeat(_space.People.Values[..length].ToArray(), Subjects).SelectMany(rows => rows)];
        _own = [.. people.Chunk(length).Select(rows => new PackedRows(new EmbeddingSet(rows, _space.PlacedLength)))];
        _all = new PackedRows(new EmbeddingSet(people, _space.PlacedLength));
        _units = people[..(Subjects * Units * _space.PlacedLength)];
        _products = new float[Subjects * Units * Math.Max(_all.Stride, _space.Packed.Stride)];
    }

    [Benchmark(Baseline = true)]
    public void OwnSamplesTimesOwnUnits()
    {
        var each = Units * _space.PlacedLength;
        for (var subject = 0; subject < Subjects; subject++)
            _own[subject].Times(_units.AsSpan(subject * each, each), _products.AsSpan(0, Units * _own[subject].Stride));
    }

    [Benchmark]
    public void AllSamplesTimesAllUnits() => _all.Times(_units, _products.AsSpan(0, Subjects * Units * _all.Stride));

    [Benchmark]
    public void CohortTimesAllUnits() => _space.Packed.Times(_units, _products.AsSpan(0, Subjects * Units * _space.Packed.Stride));

    [Benchmark]
    public int[][] NearestTogether() => NearestPeople.Of(_space, _references, Impostors);

    [Benchmark]
    public int[][][] NearestOneAfterAnother() => [.. _references.Select(reference => NearestPeople.Of(_space, [reference], Impostors))];
}
