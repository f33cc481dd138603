namespace Mote.Grains.Reenrolments;

/// <summary>How far a job has come. Immutable.</summary>
/// <param name="Job">The job.</param>
internal sealed record ReenrolmentProgress(Guid Job)
{
    /// <summary>The last person, in ordinal order, who was looked at; null for nobody yet, and once it is complete.</summary>
    public string? After { get; init; }

    public bool IsComplete { get; init; }

    public int Total { get; init; }

    public int Done { get; init; }

    public int Noted { get; init; }

    public int NotedBefore { get; init; }

    public int NotEnrolled { get; init; }

    public int Refused { get; init; }

    /// <summary>The progress with one more person looked at.</summary>
    public ReenrolmentProgress With(ReenrolmentOutcome outcome)
    {
        var next = this with { Done = Done + 1, Total = Math.Max(Total, Done + 1) };
        return outcome switch
        {
            ReenrolmentOutcome.Noted => next with { Noted = Noted + 1 },
            ReenrolmentOutcome.NotedBefore => next with { NotedBefore = NotedBefore + 1 },
            ReenrolmentOutcome.NotEnrolled => next with { NotEnrolled = NotEnrolled + 1 },
            ReenrolmentOutcome.Refused => next with { Refused = Refused + 1 },
            _ => next,
        };
    }
}
