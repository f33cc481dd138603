using System.Globalization;
using System.Text.RegularExpressions;
using Mote.Vision.Embedding;

namespace Mote.Cli.Models;

/// <summary>A model that can be got by name: where it is, exactly which bytes it has, and under which licence.</summary>
internal sealed partial record CatalogueModel
{
    /// <summary>What it is got by.</summary>
    public required string Name { get; init; }

    public required ModelPurpose Purpose { get; init; }

    /// <summary>What it is, in one line.</summary>
    public required string Description { get; init; }

    /// <summary>The name of the file in the folder, ending in <c>.onnx</c>.</summary>
    public required string File { get; init; }

    /// <summary>Where it is downloaded from.</summary>
    public required Uri Address { get; init; }

    /// <summary>SHA-256 of the file, 64 lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The length of the file.</summary>
    public required long Bytes { get; init; }

    /// <summary>The licence of the model, as an SPDX identifier where there is one.</summary>
    public required string Licence { get; init; }

    /// <summary>Where the licence can be read.</summary>
    public required Uri LicenceAddress { get; init; }

    /// <summary>Whether the licence lets a business use it.</summary>
    public required bool CommercialUse { get; init; }

    /// <summary>What an embedder takes and gives; a detector has none.</summary>
    public EmbedderManifest? Manifest { get; init; }

    /// <summary>What it is for, in words.</summary>
    public string Kind() => Purpose == ModelPurpose.Detector ? "detector" : "embedder";

    /// <summary>Its length in megabytes, as people read them.</summary>
    public string Megabytes() => (Bytes / 1e6).ToString("N1", CultureInfo.InvariantCulture);

    /// <summary>What its file must be.</summary>
    public WantedFile Wanted() => new(Name, Bytes, Sha256);

    /// <summary>What is wrong with the entry; null if nothing is.</summary>
    public string? Flaw() => this switch
    {
        { Name: "" } => "a name is empty",
        // It becomes a path in a folder of the user's.
        _ when !FileName().IsMatch(File) => $"the file of '{Name}' is a plain file name that ends in .onnx",
        _ when !Hash().IsMatch(Sha256) => $"the sha256 of '{Name}' is 64 lower-case hexadecimal digits",
        { Bytes: < 1 } => $"the bytes of '{Name}' are positive",
        { Address.IsAbsoluteUri: false } or { LicenceAddress.IsAbsoluteUri: false } => $"the addresses of '{Name}' are whole ones",
        { Purpose: ModelPurpose.Embedder, Manifest: null } => $"the embedder '{Name}' has a manifest",
        { Manifest: { } manifest } when manifest.Sha256 != Sha256 => $"the manifest of '{Name}' names the same sha256",
        _ => null,
    };

    [GeneratedRegex(@"^[A-Za-z0-9_-][A-Za-z0-9._-]*\.onnx\z")]
    private static partial Regex FileName();

    [GeneratedRegex(@"^[0-9a-f]{64}\z")]
    private static partial Regex Hash();
}
