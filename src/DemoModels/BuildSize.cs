namespace Mote.DemoModels;

/// <summary>How much the demo models learn from, and what they are measured on.</summary>
internal sealed record BuildSize
{
    public int DetectorPortraits { get; init; } = 8000;

    public int DetectorEpochs { get; init; } = 20;

    public int EmbedderPeople { get; init; } = 3000;

    public int EmbedderPhotos { get; init; } = 6;

    public int EmbedderEpochs { get; init; } = 12;

    public int UnseenPeople { get; init; } = 300;

    public int UnseenPhotos { get; init; } = 4;
}
