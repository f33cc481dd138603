using Mote.Cli.Models;
using Mote.Cli.Output;
using Mote.Cli.Photos;

namespace Mote.Cli.Demo;

/// <summary>What a demo runs on.</summary>
/// <param name="Models">The models.</param>
/// <param name="Cohort">A cohort pack that is there already; null to make one from the cohort's photos.</param>
/// <param name="Photos">Photos of the cohort, where one has to be made.</param>
/// <param name="Plan">Who is enrolled, and which photos are tried.</param>
/// <param name="Folder">Where the photos lie.</param>
/// <param name="AreSynthetic">Whether the people do not exist, so that a report may show them.</param>
internal sealed record DemoMaterial(ModelFiles Models, string? Cohort, IReadOnlyList<LabelledPhoto> Photos, DemoPlan Plan, string Folder, bool AreSynthetic)
{
    /// <summary>Labelled photos of real people.</summary>
    /// <exception cref="UsageException">A file is missing, or there are too few people.</exception>
    public static DemoMaterial Real(ModelFiles models, string folder, string labels, string groupColumn, DemoOptions options)
    {
        var photos = LabelledPhotos.Read(folder, labels, groupColumn);
        return new DemoMaterial(models, null, photos, DemoPlan.Choose(photos, options.People, options.Strangers, options.Seed), folder, AreSynthetic: false);
    }
}
