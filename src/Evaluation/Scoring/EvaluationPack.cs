using Mote.Evaluation.Protocol;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;

namespace Mote.Evaluation.Scoring;

/// <summary>The cohort pack of an evaluation set, kept beside the scores so that it is made once.</summary>
public sealed class EvaluationPack
{
    private readonly string _path;
    private readonly ulong _seed;

    private EvaluationPack(string path, ulong seed, CohortPack pack) => (_path, _seed, Pack) = (path, seed, pack);

    /// <summary>The pack as far as it is calibrated.</summary>
    public CohortPack Pack { get; private set; }

    /// <summary>Names the cohort and everything fitted to it but the tails.</summary>
    public string Key => Path.GetFileNameWithoutExtension(_path);

    /// <summary>Reads the pack, or fits it.</summary>
    /// <param name="set">The set whose cohort it is of.</param>
    /// <param name="folder">Where it is kept.</param>
    /// <param name="seed">Makes the fit repeatable.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <exception cref="CohortException">The cohort is too small; the message says what it lacks.</exception>
    public static EvaluationPack Of(EvaluationSet set, string folder, ulong seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(set);
        var path = Path.Combine(folder, $"cohort-{set.Hash[..16]}-{seed}-{ProgramVersion.Current}.pack");
        return new EvaluationPack(path, seed, File.Exists(path) ? CohortPack.Load(path) : CohortPack.Create(set.Cohort(), seed, cancellationToken));
    }

    /// <summary>Calibrates the pack for a recipe, unless it is.</summary>
    public void Calibrate(Recipe recipe, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        if (Pack.Tails.ContainsKey(recipe))
            return;
        Pack = TailCalibration.Calibrate(Pack, recipe, TailCalibration.DefaultSubjects(recipe), _seed, progress, cancellationToken);
        Pack.Save(_path);
    }
}
