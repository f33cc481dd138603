using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Mote.Client;
using Mote.Golden.Tests.Silos;

namespace Mote.Golden.Tests.Golden;

/// <summary>What a silo on a golden store is asked, when its answers are noted and when they are compared.</summary>
internal static class Questions
{
    /// <summary>The check of the audit trail.</summary>
    public const string Trail = "/v1/audit/check";

    /// <summary>The master key's versions, and how many records need each.</summary>
    public const string Keys = "/v1/keys";

    /// <summary>The routes that are asked, of a realm, in this order. The trail is checked first: whatever follows may make it longer.</summary>
    /// <param name="subjects">Everybody who was ever enrolled in the realm, the erased included.</param>
    public static IEnumerable<string> Routes(IEnumerable<string> subjects) =>
        [Trail, Keys, "/v1/identities?limit=500", .. subjects.Order(StringComparer.Ordinal).Select(subject => $"/v1/identities/{subject}")];

    /// <summary>The answers of routes.</summary>
    public static async Task<JsonObject> Ask(MoteCaller caller, IEnumerable<string> routes, CancellationToken cancellationToken)
    {
        var answers = new JsonObject();
        foreach (var route in routes)
            answers[route] = await caller.Get(route, cancellationToken);
        return answers;
    }

    /// <summary>What everybody's network says of every photo, asked for several at once.</summary>
    public static Task<Decision[]> Decide(RunningSilo silo, IEnumerable<(string Realm, string Subject)> subjects, IReadOnlyDictionary<string, byte[]> photos, CancellationToken cancellationToken) =>
        Decide(silo, subjects.SelectMany(_ => photos.Keys, (subject, photo) => (subject.Realm, subject.Subject, photo)), photos, cancellationToken);

    /// <summary>What people's networks say of photos, asked for several at once.</summary>
    public static async Task<Decision[]> Decide(RunningSilo silo, IEnumerable<(string Realm, string Subject, string Photo)> questions, IReadOnlyDictionary<string, byte[]> photos, CancellationToken cancellationToken)
    {
        var answered = new ConcurrentBag<Decision>();
        await Parallel.ForEachAsync(
            questions,
            new ParallelOptions { MaxDegreeOfParallelism = 2 * Environment.ProcessorCount, CancellationToken = cancellationToken },
            async (question, stop) => answered.Add(await Decide(silo.Operator(question.Realm).Client, question.Realm, question.Subject, question.Photo, photos[question.Photo], stop)));
        return
        [
            .. answered
                .OrderBy(decision => decision.Realm, StringComparer.Ordinal)
                .ThenBy(decision => decision.Subject, StringComparer.Ordinal)
                .ThenBy(decision => decision.Photo, StringComparer.Ordinal),
        ];
    }

    /// <summary>What one person's network says of a photo.</summary>
    public static async Task<Decision> Decide(MoteClient client, string realm, string subject, string name, byte[] photo, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await client.VerifyAsync(subject, photo, cancellationToken);
            return new Decision(realm, subject, name, answer.IsMatch ? Decision.Match : Decision.NonMatch, answer.FalseMatchRate, answer.TargetFalseMatchRate, answer.TemplateVersion);
        }
        catch (MoteClientException refusal) when (refusal.Code is not "")
        {
            return new Decision(realm, subject, name, refusal.Code, null, null, null);
        }
    }
}
