using System.ComponentModel.DataAnnotations;

namespace Mote.Grains.Hosting;

/// <summary>The files that a silo recognises faces with.</summary>
public sealed class ModelOptions : IValidatableObject
{
    /// <summary>The face detector, an ONNX file.</summary>
    public string Detector { get; set; } = "";

    /// <summary>The embedder, an ONNX file with its manifest beside it.</summary>
    public string Embedder { get; set; } = "";

    /// <summary>The cohort pack of that embedder.</summary>
    public string Cohort { get; set; } = "";

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, path, mend) in new[]
        {
            (nameof(Detector), Detector, "the path of a face detector's ONNX file"),
            (nameof(Embedder), Embedder, "the path of an embedder's ONNX file"),
            (nameof(Cohort), Cohort, "the path of a cohort pack, made by 'mote cohort build'"),
        })
        {
            if (string.IsNullOrWhiteSpace(path))
                yield return new ValidationResult($"Mote:{name} is not set: give {mend}.", [name]);
            else if (!File.Exists(path))
                yield return new ValidationResult($"Mote:{name} names '{path}', which does not exist: give {mend}.", [name]);
        }
    }
}
