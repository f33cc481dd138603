using Mote.Cli.Output;

namespace Mote.Cli.Models;

/// <summary>The models and the cohort that come with Mote: trained on synthetic people, for demonstrations only.</summary>
/// <param name="Files">The two models.</param>
/// <param name="Cohort">The cohort pack of that embedder.</param>
internal sealed record BundledModels(ModelFiles Files, string Cohort)
{
    /// <summary>The environment that a silo with these models runs in, where none is named: Production refuses them.</summary>
    public const string Environment = "Demo";

    private const string Folder = "models";

    /// <exception cref="UsageException">They are not beside the program.</exception>
    public static BundledModels Find()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, Folder);
        return new BundledModels(
            ModelFiles.Find(folder, null, null),
            Directory.GetFiles(folder, "*.cohort") is [var cohort] ? cohort : throw new UsageException($"'{folder}' does not hold one '*.cohort': build Mote again."));
    }
}
