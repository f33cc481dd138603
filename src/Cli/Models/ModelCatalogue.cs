using System.Text.Json;
using System.Text.Json.Serialization;
using Mote.Cli.Output;

namespace Mote.Cli.Models;

/// <summary>The models that can be got by name: those built in, or those of a file.</summary>
internal sealed class ModelCatalogue
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private ModelCatalogue(IReadOnlyList<CatalogueModel> models) => Models = models;

    public IReadOnlyList<CatalogueModel> Models { get; }

    /// <param name="path">The file; null for the catalogue that is built in.</param>
    /// <exception cref="UsageException">The file is not there, or is no catalogue.</exception>
    public static ModelCatalogue Load(string? path)
    {
        if (path is not null && !File.Exists(path))
            throw new UsageException($"There is no catalogue '{path}'.");
        using var content = path is null
            ? typeof(ModelCatalogue).Assembly.GetManifestResourceStream(typeof(ModelCatalogue), "catalogue.json")!
            : File.OpenRead(path);
        try
        {
            var models = JsonSerializer.Deserialize<CatalogueModel?[]>(content, Json)?.OfType<CatalogueModel>().ToArray() is { Length: > 0 } read
                ? read
                : throw new JsonException("it holds no models.");
            var flaw = models.Select(model => model.Flaw()).FirstOrDefault(flaw => flaw is not null)
                ?? models.CountBy(model => model.Name).Where(name => name.Value > 1).Select(name => $"'{name.Key}' is there twice").FirstOrDefault()
                ?? models.CountBy(model => model.File).Where(file => file.Value > 1).Select(file => $"two models are in '{file.Key}'").FirstOrDefault();
            return flaw is null ? new ModelCatalogue(models) : throw new JsonException($"{flaw}.");
        }
        catch (JsonException malformed)
        {
            throw new UsageException($"The catalogue '{path}' cannot be used: {malformed.Message}");
        }
    }

    /// <exception cref="UsageException">There is none of that name.</exception>
    public CatalogueModel Find(string name) =>
        Models.FirstOrDefault(model => model.Name == name)
        ?? throw new UsageException($"There is no model '{name}': get one of {string.Join(", ", Models.Select(model => model.Name))}. A model of your own comes in with 'mote models add'.");
}
