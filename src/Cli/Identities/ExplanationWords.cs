using System.Globalization;
using Mote.Protocol;

namespace Mote.Cli.Identities;

/// <summary>An explained decision as people say it.</summary>
internal static class ExplanationWords
{
    // Fewer than all, since the last ones said next to nothing.
    private const int RegionsNamed = 3;

    public static string Of(Explanation answer, string subject)
    {
        var what = answer.Explains == ExplainedQuantity.Margin
            ? "how near the network is to speaking (the margin), relative to the part that brought it nearest"
            : "what the network said (the score), relative to the part that raised it most";
        var how = answer.Method == ExplanationMethod.GradCamPlusPlus ? "" : "\n  By covering parts of the face, since this embedder shows no usable feature map.";
        return $"{DecisionWords.Of(answer.Decision, subject)}{Figures(answer)}\n  The picture shows {what}.{how}";
    }

    private static string Figures(Explanation answer) => answer.Figures is not { } figures ? "" :
        figures.Regions is [{ Share: > 0 }, ..]
            ? $"\n  What spoke for it: {string.Join(", ", figures.Regions.Take(RegionsNamed).Where(region => region.Share > 0).Select(region => $"{Name(region.Region)} {region.Share.ToString("P0", CultureInfo.InvariantCulture)}"))}.{Units(figures)}"
            : $"\n  No part of the face spoke for it more than a plain picture would.{Units(figures)}";

    private static string Units(ExplanationFigures figures) =>
        $"\n  Units of the network that spoke: {string.Join(", then ", figures.Layers.Select(layer => $"{layer.Active} of {layer.Units}"))}.";

    private static string Name(FaceRegion region) => region switch
    {
        FaceRegion.RightEye => "right eye",
        FaceRegion.LeftEye => "left eye",
        FaceRegion.RightCheek => "right cheek",
        FaceRegion.LeftCheek => "left cheek",
        FaceRegion.Forehead => "forehead",
        FaceRegion.Nose => "nose",
        FaceRegion.Mouth => "mouth",
        _ => "chin",
    };
}
