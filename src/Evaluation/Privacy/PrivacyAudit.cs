using System.Text.Json;
using Mote.Evaluation.Attacks;
using Mote.Evaluation.Reports;

namespace Mote.Evaluation.Privacy;

/// <summary>
/// Attacks templates of one kind as docs/evaluation.md says: whoever has the store, whoever has the keys besides, and
/// whoever may only ask. Thread-safe; the same settings give the same figures.
/// </summary>
/// <param name="material">Who is attacked.</param>
/// <param name="settings">How thoroughly.</param>
public sealed class PrivacyAudit(PrivacyMaterial material, PrivacyAuditSettings settings)
{
    /// <summary>The false-match rate at which templates accept while they are attacked.</summary>
    public const double FalseMatchRate = 1e-3;

    private const int Realms = 2;

    // Shares of the whole, for the progress bar.
    private const double EnrolmentShare = 0.3;
    private const double InferenceShare = 0.2;
    private const double PastShare = 0.1;

    private readonly Folds _folds = Folds.Stratified([.. material.Subjects.Select(subject => subject.Group)], GroupInference.FoldCount, settings.Seed);

    /// <summary>Enrols everybody in two realms, attacks, and says what came of it: one record for each attacker.</summary>
    /// <param name="source">Makes the templates.</param>
    /// <param name="progress">Told how far it has come, 0 to 1; may be null.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    public IReadOnlyList<PrivacyFigures> Run(ITemplateSource source, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        var realms = Enrol(source, progress, cancellationToken);
        var seen = material.SeenBy(source.See);
        var faces = PublicFaces.Learn([.. seen.PublicFaces.Select(face => face.Face)], [.. seen.PublicFaces.Select(face => face.Group)], seen.Groups.Count, cancellationToken);
        var audited = realms[0].Where((_, place) => place % settings.Versions == 0).ToArray();
        var keys = Attack(AttackerView.StoreAndKeys, EnrolmentShare);
        // Without a key between them, whoever has the store has what the other has.
        var store = source.IsKeyed ? Attack(AttackerView.Store, EnrolmentShare + InferenceShare) : keys with { Attacker = AttackerView.Store.Attacker };
        if (source is IAgedTemplates aged)
            store = store with { Others = new(store.Others!.Concat(Past(aged, audited, progress, cancellationToken))) };
        return [store, keys, AskOnly(source, seen, audited, cancellationToken)];

        PrivacyFigures Attack(AttackerView view, double done) =>
            AttackStore(source, view, seen, faces, realms, audited, new Stretch(progress, done, InferenceShare), cancellationToken);
    }

    /// <summary>For each realm the templates, version after version of one subject after another.</summary>
    private AuditedTemplate[][] Enrol(ITemplateSource source, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var perRealm = material.Subjects.Count * settings.Versions;
        var realms = Enumerable.Range(0, Realms).Select(_ => new AuditedTemplate[perRealm]).ToArray();
        var done = 0;
        Parallel.For(0, Realms * perRealm, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            var (realm, place) = (i / perRealm, i % perRealm);
            realms[realm][place] = source.Enrol(material.Subjects[place / settings.Versions], realm, place % settings.Versions + 1, cancellationToken);
            progress?.Report(EnrolmentShare * Interlocked.Increment(ref done) / (Realms * perRealm));
        });
        return realms;
    }

    private PrivacyFigures AttackStore(
        ITemplateSource source, AttackerView view, PrivacyMaterial seen, PublicFaces faces, AuditedTemplate[][] realms, AuditedTemplate[] audited, IProgress<double> progress, CancellationToken cancellationToken)
    {
        var features = realms.Select(templates => TemplateFeatures.Of(templates, view, seen.Bank, settings.Seed, cancellationToken)).ToArray();
        var people = features[0].Where((_, place) => place % settings.Versions == 0).ToArray();
        int[] labels = [.. seen.Subjects.Select(subject => subject.Group)];
        float[][] ascents = [.. people.Select(person => person.Ascent)];
        float[][] sums = [.. people.Select(person => person.Sum)];
        NamedAttack[] attacks =
        [
            .. NamedAttack.Prepare(TemplateFeatures.Sets(people), GroupAttacks.All, _folds),
            faces.Attack(ascents, "ascent"),
            faces.Attack(sums, "sum"),
        ];
        var inference = GroupInference.Of(attacks, labels, _folds, settings.Permutations, settings.Seed, progress, cancellationToken);
        var unlinkability = Unlinkability.Of(TemplateFeatures.Linkages(features[0], features[1], settings.Versions), settings.Seed, cancellationToken);
        var inversion = Inversion.Of(seen.Subjects, audited, [ascents, sums], seen.CosineThreshold);
        return new PrivacyFigures
        {
            Template = source.Name,
            Attacker = view.Attacker,
            Best = inference.Best,
            BalancedAccuracy = inference.BalancedAccuracy,
            PermutationP = inference.PermutationP,
            DSys = unlinkability.Net,
            DSysRaw = unlinkability.Raw,
            DSysNull = unlinkability.Null,
            InvertedAccepted = inversion.Accepted,
            Others = OtherFigures.Of(
                ("permutations", inference.Permutations),
                ("balancedAccuracyUnderPermutation", inference.UnderPermutation),
                ("attacks", inference.Attacks),
                ("linkage", unlinkability.Best),
                ("linkages", unlinkability.Scores),
                ("matedScores", seen.Subjects.Count * settings.Versions * settings.Versions),
                ("invertedAcceptedBound", Inversion.Bound(inversion.Accepted, inversion.Subjects)),
                ("invertedAcceptedByVector", inversion.AcceptedByVector),
                ("invertedAcceptedByVectorBound", Inversion.Bound(inversion.AcceptedByVector, inversion.SubjectsWithPhotos)),
                ("invertedCosine", inversion.Cosine),
                ("people", People())),
        };
    }

    /// <summary>Whether the store tells who was given other keys, and who was turned away from another face.</summary>
    private Dictionary<string, JsonElement> Past(IAgedTemplates source, AuditedTemplate[] fresh, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        const double Done = EnrolmentShare + 2 * InferenceShare;
        return OtherFigures.Of(
            ("rekeyed", Of(source.Rekeyed, Done)),
            ("excluded", Of(source.Excluded, Done + PastShare)));

        PastInference? Of(Func<AuditedSubject, CancellationToken, AuditedTemplate?> change, double done) =>
            PastInference.Of(material.Subjects, fresh, change, settings, new Stretch(progress, done, PastShare), cancellationToken);
    }

    private PrivacyFigures AskOnly(ITemplateSource source, PrivacyMaterial seen, AuditedTemplate[] audited, CancellationToken cancellationToken)
    {
        // Public photos that neither training nor calibration has seen: those of the other subjects.
        var bank = seen.Subjects.SelectMany(subject => subject.OtherPhotos.DefaultIfEmpty(subject.Reference).Select(photo => (subject, photo))).ToArray();
        var probing = BankProbing.Of(seen.Subjects, audited, bank, seen.Groups.Count, settings.Lockout, settings.Seed, cancellationToken);
        var calls = new int?[audited.Length];
        Parallel.For(0, calls.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
            calls[i] = HillClimbing.CallsUntilMatch(
                audited[i].Opened.Ask, seen.Bank[i % seen.Bank.Count], settings.Climb, StableSeed.Of(settings.Seed, seen.Subjects[i].Name, 0, 1)));
        var climbed = Share(calls.Select(count => count is not null));
        var climbedBeforeLockout = Share(calls.Select(count => count <= settings.Lockout));
        return new PrivacyFigures
        {
            Template = source.Name,
            Attacker = "api",
            Best = "nearest-bank",
            BalancedAccuracy = probing.GuessAccuracy,
            Others = OtherFigures.Of(
                ("bankFaces", probing.Faces),
                ("bankMatched", probing.Matched),
                ("bankCallsUntilMatch", probing.CallsUntilMatch),
                ("bankCallsUntilGuess", probing.CallsUntilGuess),
                ("climbCalls", settings.Climb),
                ("climbMatched", climbed),
                ("climbMatchedBound", Inversion.Bound(climbed, calls.Length)),
                ("climbCallsUntilMatch", climbed > 0.5 ? calls.Select(count => count ?? int.MaxValue).Order().ElementAt(calls.Length / 2) : null),
                ("lockout", settings.Lockout),
                ("lockoutBankMatched", probing.MatchedBeforeLockout),
                ("lockoutBankMatchedBound", Inversion.Bound(probing.MatchedBeforeLockout, audited.Length)),
                ("lockoutClimbMatched", climbedBeforeLockout),
                ("lockoutClimbMatchedBound", Inversion.Bound(climbedBeforeLockout, audited.Length)),
                ("lockoutBalancedAccuracy", probing.GuessAccuracyBeforeLockout),
                ("people", People())),
        };
    }

    private SortedDictionary<string, int> People() => new(
        material.Subjects.CountBy(subject => material.Groups[subject.Group]).ToDictionary(), StringComparer.Ordinal);

    private static double Share(IEnumerable<bool> cases) => cases.Average(isOne => isOne ? 1.0 : 0.0);

    /// <summary>A part of the way.</summary>
    private sealed class Stretch(IProgress<double>? whole, double from, double share) : IProgress<double>
    {
        public void Report(double value) => whole?.Report(from + share * value);
    }
}
