using Mote.Cli.Photos;
using Mote.Grains.Explanation;
using Mote.Recognition.Templates;
using SkiaSharp;

namespace Mote.Cli.Demo;

/// <summary>One decision, shown on the photo.</summary>
/// <param name="Caption">What was asked and what was decided.</param>
/// <param name="Picture">The map over the photo, a JPEG.</param>
public sealed record DemoHeatMap(string Caption, byte[] Picture)
{
    private const int People = 4;
    private const int Quality = 88;

    /// <summary>Of a few people, another photo of their own, and a photo of the next one: what speaks for each.</summary>
    /// <param name="plan">Who is enrolled, and their photos.</param>
    /// <param name="templates">Their model-templates.</param>
    /// <param name="explainer">Explains them.</param>
    /// <param name="stop">Abandons it.</param>
    internal static IReadOnlyList<DemoHeatMap> Of(DemoPlan plan, IReadOnlyDictionary<LabelledPhoto, ModelTemplate> templates, TemplateExplainer explainer, CancellationToken stop)
    {
        var people = templates.Keys
            .Select(reference => (Reference: reference, Probe: plan.Probes.FirstOrDefault(probe => probe.Identity == reference.Identity)))
            .Where(person => person.Probe is not null)
            .Take(People).ToArray();
        return [.. people
            .SelectMany((person, i) => new[] { (person.Reference, Probe: person.Probe!), (person.Reference, Probe: people[(i + 1) % people.Length].Probe!) })
            .Select(pair => Explain(pair.Reference, pair.Probe, templates[pair.Reference], explainer, stop))
            .OfType<DemoHeatMap>()];
    }

    private static DemoHeatMap? Explain(LabelledPhoto reference, LabelledPhoto probe, ModelTemplate template, TemplateExplainer explainer, CancellationToken stop)
    {
        if (explainer.Explain(File.ReadAllBytes(probe.Path), template, out _, stop) is not { } explained)
            return null;
        using var map = SKImage.FromEncodedData(explained.Explanation.Photo);
        using var picture = map.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return new DemoHeatMap($"A photo of {probe.Identity}. Is this {reference.Identity}? {(explained.Decision.IsMatch ? "Yes." : "No.")}", picture.ToArray());
    }
}
