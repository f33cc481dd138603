using Mote.Recognition.Calibration;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Templates;
using Mote.Recognition.Training;
using Mote.Recognition.Vectors;

namespace Mote.Recognition.Certification;

/// <summary>Measures model-templates of one cohort pack, in milliseconds. Thread-safe.</summary>
public sealed class Certifier
{
    private readonly CohortPack _pack;
    private readonly Lazy<Menagerie> _menagerie;

    /// <summary>Certifies with this pack.</summary>
    public Certifier(CohortPack pack)
    {
        ArgumentNullException.ThrowIfNull(pack);
        _pack = pack;
        _menagerie = new Lazy<Menagerie>(() => new Menagerie(pack));
    }

    /// <summary>Certifies a model-template at its enrolment.</summary>
    /// <param name="template">The model-template as it will be stored, made with this pack.</param>
    /// <param name="reference">The embedding it was trained from; not kept.</param>
    /// <param name="seed">The draws of the samples.</param>
    /// <param name="previous">The figures of the model-template it replaces; null for none. Figures of other attribute groups, from another cohort, are left out.</param>
    public Certificate Certify(ModelTemplate template, ReadOnlySpan<float> reference, ulong seed, CertifiedFigures? previous)
    {
        ArgumentNullException.ThrowIfNull(template);
        return new Certificate(
            template.Calibration.TargetFalseMatchRate,
            Measure(template, reference, seed),
            Cosine(template, reference) is { } cosine ? Measure(cosine, reference, seed) : null,
            previous is not null && previous.Groups.Select(group => group.Group).SequenceEqual(_pack.Cohort.Groups) ? previous : null,
            _menagerie.Value.Of(reference),
            [.. _pack.Fit.Checks.Select(SynthesisAgreement.Of)]);
    }

    /// <summary>Counts the errors of a model-template at its own threshold.</summary>
    /// <param name="template">A model-template made with this pack.</param>
    /// <param name="around">The embedding that samples are drawn around.</param>
    /// <param name="seed">The draws of the samples; the same for figures that are to be compared.</param>
    public CertifiedFigures Measure(ModelTemplate template, ReadOnlySpan<float> around, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(template);
        var strangers = HeldOutStrangers.Count(template, _pack);
        var samples = HeldBackSamples.Count(template, around, _pack, seed);
        return new CertifiedFigures([.. _pack.Cohort.Groups.Select((name, group) =>
            new GroupFigures(name, strangers[group].Photos, strangers[group].People, samples[group]))]);
    }

    /// <summary>The reference alone as a network, calibrated in the same way: what training has to beat.</summary>
    private ModelTemplate? Cosine(ModelTemplate template, ReadOnlySpan<float> reference)
    {
        if (!_pack.Tails.TryGetValue(Recipe.SingleUnit, out var tail))
            return null;

        var network = Quantisation.Apply(SingleUnitTrainer.Of(UnitVector.Of(reference), _pack.Fit.Tau0), template.Precision);
        var strangers = new float[_pack.Cohort.Calibration.Count];
        network.Margins(_pack.Cohort.Calibration.Embeddings, strangers);
        var calibration = SubjectCalibration.Fit(strangers, tail, template.Calibration.TargetFalseMatchRate);
        return new ModelTemplate(network, template.Precision, calibration, _pack.EmbedderHash, _pack.Hash);
    }
}
