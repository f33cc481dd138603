using Mote.Console.Activity;

namespace Mote.Console.Tests;

/// <summary>Three things that happened.</summary>
internal sealed class KeptActivity : IActivityLog
{
    private static readonly ActivityLine[] Kept =
    [
        new(new DateTimeOffset(2026, 3, 4, 5, 6, 9, TimeSpan.Zero), "verified", "match", "ada", "north gate", "north", 0.00005, null),
        new(new DateTimeOffset(2026, 3, 4, 5, 6, 8, TimeSpan.Zero), "verified", "non_match", "ada", "north gate", "north", null, null),
        new(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero), "failed_to_enrol", "refused", null, "reception", null, null, "no_face"),
    ];

    public Task<ActivityPart> Read(string realm, ActivityFilter filter, long? after, CancellationToken cancellationToken)
    {
        Assert.Equal("harbour", realm);
        var found = Kept.Where(line => (filter.Subject ?? line.Subject) == line.Subject && (filter.Outcome ?? line.Outcome) == line.Outcome && (filter.Door ?? line.Door) == line.Door).Skip((int)(after ?? 0)).ToArray();
        return Task.FromResult(new ActivityPart([.. found.Take(2)], found.Length > 2 ? 2 : null));
    }
}
