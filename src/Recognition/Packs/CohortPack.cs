using Mote.Ownership;
using Mote.Recognition.Calibration;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Density;
using Mote.Recognition.Networks;
using Mote.Recognition.Spaces;
using Mote.Recognition.Synthesis;

namespace Mote.Recognition.Packs;

/// <summary>
/// Everything an enrolment needs of a cohort, in one file that belongs to one embedder: embeddings, fitted densities
/// and the pooled tails of calibration. Immutable and thread-safe.
/// </summary>
public sealed class CohortPack
{
    private readonly Lazy<byte[]> _bytes;
    private readonly Lazy<FaceSpace> _space;
    private readonly ResidualSampler _trainingResiduals;
    private readonly ResidualSampler _validationResiduals;

    internal CohortPack(Cohort cohort, CohortFit fit, IEnumerable<PooledTail> tails, IEnumerable<GroupPolicy> policies)
    {
        Cohort = cohort;
        Fit = fit;
        Tails = tails.OrderBy(tail => tail.Recipe).ToDictionary(tail => tail.Recipe);
        Policies = [.. policies.OrderBy(policy => policy.Recipe).ThenBy(policy => policy.Name, StringComparer.Ordinal).ThenBy(policy => policy.FalseMatchRate)];
        byte[] groups = [.. Enumerable.Range(0, cohort.Groups.Count).Select(group => (byte)group)];
        _trainingResiduals = new ResidualSampler(Densities(cohort.Training, fit.TrainingBandwidths));
        _validationResiduals = new ResidualSampler(Densities(cohort.Validation, fit.ValidationBandwidths));
        Differences = new PairDifferenceSampler([.. groups.Select(group => WithinPerson.Differences(cohort.Training, group))], fit.Spreads);
        _bytes = new Lazy<byte[]>(() => CohortPackFormat.Write(this));
        _space = new Lazy<FaceSpace>(() => FaceSpace.Of(cohort.Training, cohort.Groups.Count));
        Directions = new FaceDirections(cohort);
        Placed = new PlacedFaces(cohort, _space);

        GaussianKernelDensity[] Densities(CohortSlice people, IReadOnlyList<double> bandwidths) =>
            [.. groups.Select(group => new GaussianKernelDensity(
                WithinPerson.Residuals(people, group) is { Count: > 0 } own ? own : WithinPerson.Residuals(cohort.Training, group),
                bandwidths[group]))];
    }

    /// <summary>The people.</summary>
    public Cohort Cohort { get; }

    /// <summary>What was fitted to them.</summary>
    public CohortFit Fit { get; }

    /// <summary>The pooled tails, one a recipe that people can be enrolled with.</summary>
    public IReadOnlyDictionary<Recipe, PooledTail> Tails { get; }

    /// <summary>How people may be treated by their attribute group; none unless <see cref="WithPolicies"/> gave them.</summary>
    public IReadOnlyList<GroupPolicy> Policies { get; }

    /// <summary>Whether <see cref="Space"/> is made, so that nobody waits for it.</summary>
    public bool HasSpace => _space.IsValueCreated;

    /// <summary>Where faces lie among the training people; made when first asked for, in a second or so.</summary>
    public FaceSpace Space => _space.Value;

    /// <summary>Faces as their directions.</summary>
    public CohortFaces Directions { get; }

    /// <summary>Faces placed in <see cref="Space"/>.</summary>
    public CohortFaces Placed { get; }

    /// <summary>Draws from how two photos of one person differ, with a tail as heavy as that of real ones.</summary>
    public IGenuineSampler Differences { get; }

    /// <summary>The embedder's SHA-256, 64 lower-case hexadecimal digits.</summary>
    public string EmbedderHash => Cohort.EmbedderHash;

    /// <summary>SHA-256 of the file's content: names this pack in every model-template made with it.</summary>
    public string Hash => Convert.ToHexStringLower(_bytes.Value.AsSpan()[^CohortPackFormat.ChecksumBytes..]);

    /// <summary>Fits a pack to a cohort; it has no tails yet (see <see cref="WithTails"/>).</summary>
    /// <param name="cohort">The cohort.</param>
    /// <param name="seed">Makes the fit repeatable.</param>
    /// <param name="cancellationToken">Abandons the fit.</param>
    public static CohortPack Create(Cohort cohort, ulong seed, CancellationToken cancellationToken = default) =>
        new(cohort, CohortFit.Of(cohort, seed, cancellationToken), [], []);

    /// <summary>Reads a file.</summary>
    /// <exception cref="CohortPackException">It is not a whole pack of a version this program reads.</exception>
    public static CohortPack Load(string path) => Parse(File.ReadAllBytes(path));

    /// <summary>Reads the content of a file.</summary>
    /// <exception cref="CohortPackException">It is not a whole pack of a version this program reads.</exception>
    public static CohortPack Parse(ReadOnlySpan<byte> bytes) => CohortPackFormat.Read(bytes);

    /// <summary>The same pack with these pooled tails in place of any others of their recipes, whose policies are dropped with them.</summary>
    public CohortPack WithTails(IEnumerable<PooledTail> tails)
    {
        PooledTail[] added = [.. tails];
        return new CohortPack(
            Cohort,
            Fit,
            Tails.Values.Where(tail => added.All(other => other.Recipe != tail.Recipe)).Concat(added),
            Policies.Where(policy => added.All(other => other.Recipe != policy.Recipe)));
    }

    /// <summary>The same pack with these policies in place of any others of their recipes.</summary>
    /// <exception cref="ArgumentException">A policy is of a recipe without a tail, has another number of groups, or a value that is out of range.</exception>
    public CohortPack WithPolicies(IEnumerable<GroupPolicy> policies)
    {
        GroupPolicy[] added = [.. policies];
        if (added.FirstOrDefault(policy => !Fits(policy)) is { } wrong)
            throw new ArgumentException($"Policy '{wrong.Name}' of recipe {wrong.Recipe} does not fit the pack: it takes a tail of the recipe, a rate between 0 and 1, and a finite shift for each of {Cohort.Groups.Count} groups.", nameof(policies));
        return new CohortPack(Cohort, Fit, Tails.Values, Policies.Where(policy => added.All(other => other.Recipe != policy.Recipe)).Concat(added));

        bool Fits(GroupPolicy policy) =>
            Tails.ContainsKey(policy.Recipe) && policy.FalseMatchRate is > 0 and < 1 && policy.Shifts.Count == Cohort.Groups.Count && policy.Shifts.All(double.IsFinite);
    }

    /// <summary>Draws from the within-person residuals of one partition, as published.</summary>
    /// <param name="partition">Training or validation.</param>
    public IGenuineSampler Residuals(CohortPartition partition) => partition == CohortPartition.Validation ? _validationResiduals : _trainingResiduals;

    /// <summary>The content of the file.</summary>
    public ReadOnlyMemory<byte> ToBytes() => _bytes.Value;

    /// <summary>
    /// Writes the pack as it is, its owner's alone, whole or not at all. A service keeps it sealed
    /// (<see cref="Protection.Records.CohortPackFile"/>).
    /// </summary>
    public void Save(string path) => OwnFile.Write(path, _bytes.Value, replaces: true);
}
