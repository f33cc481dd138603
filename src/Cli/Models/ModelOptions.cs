using System.CommandLine;
using Mote.Cli.Output;

namespace Mote.Cli.Models;

/// <summary>The options that name the two models, the same for every command that reads photos.</summary>
internal static class ModelOptions
{
    public static readonly Option<string?> Folder = new("--models") { Description = "The folder of the detector ('*yunet*.onnx' or '*detector*.onnx') and the embedder (the other '*.onnx')." };
    public static readonly Option<string?> Detector = new("--detector") { Description = "The detector's file, in place of the one in --models." };
    public static readonly Option<string?> Embedder = new("--embedder") { Description = "The embedder's file, in place of the one in --models." };

    /// <summary>Whether the command line names any model.</summary>
    public static bool NamesModels(this ParseResult parsed) => parsed.GetValue(Folder) is not null || parsed.GetValue(Detector) is not null || parsed.GetValue(Embedder) is not null;

    /// <summary>The files that the command line names.</summary>
    /// <exception cref="UsageException">One is not named or not there.</exception>
    public static ModelFiles Models(this ParseResult parsed) =>
        ModelFiles.Find(parsed.GetValue(Folder), parsed.GetValue(Detector), parsed.GetValue(Embedder));
}
