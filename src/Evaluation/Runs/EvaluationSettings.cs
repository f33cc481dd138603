namespace Mote.Evaluation.Runs;

/// <summary>How an evaluation is run.</summary>
public sealed record EvaluationSettings
{
    private readonly int _draws = 1;
    private readonly int _references = 1;
    private readonly int _threads = Environment.ProcessorCount;

    /// <summary>Names of recipes, in the order of the report.</summary>
    public required IReadOnlyList<string> Recipes { get; init; }

    /// <summary>Draws of the reference photos, at least 1; the first is the labels' own.</summary>
    public int Draws
    {
        get => _draws;
        init => _draws = AtLeastOne(value, nameof(Draws));
    }

    /// <summary>Reference photos a subject, at least 1.</summary>
    public int References
    {
        get => _references;
        init => _references = AtLeastOne(value, nameof(References));
    }

    /// <summary>People enrolled at once, one core each; no figure but the times depends on it.</summary>
    public int Threads
    {
        get => _threads;
        init => _threads = AtLeastOne(value, nameof(Threads));
    }

    /// <summary>Makes everything repeatable but the times.</summary>
    public ulong Seed { get; init; } = 1;

    private static int AtLeastOne(int value, string name) => value >= 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is at least 1.");
}
