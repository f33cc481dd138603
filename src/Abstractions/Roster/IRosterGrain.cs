using Orleans.Concurrency;

namespace Mote.Abstractions.Roster;

/// <summary>
/// Who is enrolled in one shard of a realm. Key: <c>{realm}/{shard}</c>. An entry is written as an intent before the
/// identity changes and settled after, so that whatever stops in between, nobody verifies who is not listed: an intent
/// left behind is settled by asking the identity itself.
/// </summary>
[Alias("Mote.Roster")]
public interface IRosterGrain : IGrainWithStringKey
{
    /// <summary>Notes that the subject is about to be enrolled or erased. Idempotent.</summary>
    [Alias("Intend")]
    Task Intend(string subject, CancellationToken cancellationToken);

    /// <summary>Lists the subject, or strikes it out. Idempotent.</summary>
    [Alias("Settle")]
    Task Settle(string subject, bool isEnrolled, CancellationToken cancellationToken);

    /// <summary>Counts an enrolment that failed by what it was given. Names nobody: only the reason is kept.</summary>
    /// <param name="code">One of <see cref="Protocol.ProblemCode"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [Alias("CountRefusal")]
    Task CountRefusal(string code, CancellationToken cancellationToken);

    /// <summary>Enrolments that failed by what they were given in this shard, by problem code.</summary>
    [Alias("Refusals")]
    Task<Dictionary<string, int>> Refusals(CancellationToken cancellationToken);

    /// <summary>Enrolled subjects in this shard.</summary>
    [Alias("Count")]
    Task<int> Count(CancellationToken cancellationToken);

    /// <summary>Enrolled subjects after a name, in ordinal order.</summary>
    /// <param name="after">The name to start behind; null from the start.</param>
    /// <param name="limit">At most so many, at least 1.</param>
    /// <param name="cancellationToken">Abandons the question.</param>
    [Alias("List")]
    Task<string[]> List(string? after, int limit, CancellationToken cancellationToken);
}
