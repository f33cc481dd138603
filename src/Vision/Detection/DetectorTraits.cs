namespace Mote.Vision.Detection;

/// <summary>What is known of a detector's answers, measured on ordinary photos: which of them say all, and which call for another look.</summary>
internal sealed record DetectorTraits
{
    /// <summary>Only upright faces are found with this score: nothing else is looked at.</summary>
    public required float SureScore { get; init; }

    /// <summary>How much surer than as it is a picture must be of another orientation to be turned: an upright face is never turned for a trifle.</summary>
    public required float TurnMargin { get; init; }

    /// <summary>Where no orientation has this score, there is no face.</summary>
    public required float LeastOfOrientations { get; init; }

    /// <summary>What is found with less, at the last look, is no face.</summary>
    public required float LeastScore { get; init; }

    /// <summary>The same where the first look was at too few pixels.</summary>
    public required float LeastCoarseScore { get; init; }

    /// <summary>The points of narrower faces, in pixels of its input, are read again on a close-up.</summary>
    public required float ExactWidth { get; init; }

    /// <summary>The roll that it reports of upright faces, in degrees clockwise.</summary>
    public required float LevelRoll { get; init; }

    /// <summary>How far from that the roll of an upright face may be.</summary>
    public required float MostRoll { get; init; }

    /// <summary>The edge of a close-up.</summary>
    public required int CloseUpEdge { get; init; }

    /// <summary>How wide a face is on a close-up.</summary>
    public required float CloseUpWidth { get; init; }

    /// <summary>Whether dim and flat faces are lit before they are read.</summary>
    public required bool LightsFaces { get; init; }

    /// <summary>The edge of the parts that a large photo is searched in where nothing was found on the whole, in pixels of the photo; 0 for never.</summary>
    public required int TileEdge { get; init; }
}
