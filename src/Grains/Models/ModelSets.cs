using Microsoft.Extensions.Options;
using Mote.Recognition.Packs;
using Mote.Recognition.Protection.Keys;
using Mote.Recognition.Protection.Records;
using Mote.Vision;

namespace Mote.Grains.Models;

/// <summary>All models of the service, opened when the host starts: nobody waits for them later. Thread-safe.</summary>
public sealed class ModelSets : IDisposable
{
    private readonly Dictionary<string, ModelSet> _named;

    /// <summary>Opens them all.</summary>
    /// <param name="options">Which files.</param>
    /// <param name="keys">What cohort packs are sealed under.</param>
    /// <exception cref="OptionsValidationException">A cohort pack cannot be opened.</exception>
    public ModelSets(IOptions<ModelOptions> options, IMasterKeyProvider keys)
    {
        Common = Open(null, options.Value, keys);
        _named = options.Value.Models.Keys.ToDictionary(name => name, name => Open(name, options.Value.Of(name)!, keys), StringComparer.Ordinal);
    }

    /// <summary>Those of every realm that has none of its own.</summary>
    public ModelSet Common { get; }

    /// <summary>Each once, the common ones first.</summary>
    public IEnumerable<ModelSet> All => _named.Values.Prepend(Common);

    /// <summary>The names of further ones, in ordinal order.</summary>
    public IReadOnlyList<string> Names => [.. _named.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Those of that name; null where there are none.</summary>
    /// <param name="name">The name.</param>
    public ModelSet? Find(string name) => _named.GetValueOrDefault(name);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var models in All)
            models.Dispose();
    }

    /// <summary>A start that models refuse.</summary>
    internal static OptionsValidationException Refusal(string message) => new(nameof(ModelOptions), typeof(ModelOptions), [message]);

    private static ModelSet Open(string? name, ModelFiles files, IMasterKeyProvider keys) =>
        new(name, FacePipeline.Open(new FacePipelineOptions { DetectorPath = files.Detector, EmbedderPath = files.Embedder }), Cohort(name, files.Cohort, keys));

    private static CohortPackFile Cohort(string? name, string path, IMasterKeyProvider keys)
    {
        try
        {
            // Once, while the host starts and nobody else is served: a vault may be asked for the key.
            return Task.Run(() => CohortPackFile.Read(path, keys, CancellationToken.None)).GetAwaiter().GetResult();
        }
        catch (Exception refusal) when (refusal is ProtectionException or MasterKeyException)
        {
            throw Refusal(refusal.Message);
        }
        catch (CohortPackException refusal)
        {
            throw Refusal($"{(name is null ? "Mote:Cohort" : $"Mote:Models:{name}:Cohort")} is '{path}': {refusal.Message}");
        }
    }
}
