using System.ComponentModel.DataAnnotations;

namespace Mote.Grains.Models;

/// <summary>Files that faces are recognised with.</summary>
public class ModelFiles
{
    /// <summary>The face detector, an ONNX file.</summary>
    public string Detector { get; set; } = "";

    /// <summary>The embedder, an ONNX file with its manifest beside it.</summary>
    public string Embedder { get; set; } = "";

    /// <summary>The cohort pack of that embedder.</summary>
    public string Cohort { get; set; } = "";

    /// <summary>What is wrong with them.</summary>
    /// <param name="section">Where they are configured.</param>
    internal IEnumerable<ValidationResult> Faults(string section)
    {
        foreach (var (name, path, mend) in new[]
        {
            (nameof(Detector), Detector, "the path of a face detector's ONNX file"),
            (nameof(Embedder), Embedder, "the path of an embedder's ONNX file"),
            (nameof(Cohort), Cohort, "the path of a cohort pack, made by 'mote cohort build'"),
        })
        {
            if (string.IsNullOrWhiteSpace(path))
                yield return new ValidationResult($"{section}:{name} is not set: give {mend}.", [name]);
            else if (!File.Exists(path))
                yield return new ValidationResult($"{section}:{name} names '{path}', which does not exist: give {mend}.", [name]);
        }
    }
}
