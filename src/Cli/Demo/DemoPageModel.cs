using Mote.Pages.Figures;

namespace Mote.Cli.Demo;

/// <summary>What a demo's page shows. Photos of real people are left out.</summary>
public sealed record DemoPageModel
{
    /// <summary>How many people were enrolled.</summary>
    public required int Enrolled { get; init; }

    /// <summary>The size of the network of each.</summary>
    public required int BytesPerIdentity { get; init; }

    /// <summary>How long all of it took.</summary>
    public required double Seconds { get; init; }

    /// <summary>How well it went, Mote beside cosine.</summary>
    public required IReadOnlyList<FigureRow> Figures { get; init; }

    /// <summary>What the figures rest on.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>How often scores occur, Mote's and cosine's; none where there are none of a kind.</summary>
    public required IReadOnlyList<ScoreShares> Scores { get; init; }

    /// <summary>Some decisions explained.</summary>
    public IReadOnlyList<DemoHeatMap> HeatMaps { get; init; } = [];

    /// <summary>Who was enrolled; null for real people.</summary>
    public DemoSheet? Sheet { get; init; }

    internal static DemoPageModel Of(DemoOutcome outcome, DemoMaterial material)
    {
        var (result, scores) = (outcome.Result, outcome.Scores);
        var model = new DemoPageModel
        {
            Enrolled = result.Enrolled,
            BytesPerIdentity = result.BytesPerIdentity,
            Seconds = result.Seconds,
            Figures = [.. DemoFigures.Of(result).Select(figure => new FigureRow([figure.Label, figure.Mote, figure.Cosine]))],
            Notes = [.. DemoReport.Notes(result)],
            Scores = scores.Mote.Mated.Length == 0 || scores.Mote.NonMated.Length == 0
                ? []
                : [
                    ScoreBins.Of(scores.Mote, "Mote: margin, in units of each person's own tail of strangers"),
                    ScoreBins.Of(scores.Cosine, "Plain vector template: cosine similarity"),
                ],
        };
        return material.AreSynthetic ? model with { HeatMaps = outcome.HeatMaps, Sheet = DemoSheet.Of(material.Plan) } : model;
    }
}
