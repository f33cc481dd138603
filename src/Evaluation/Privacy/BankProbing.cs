using Mote.Evaluation.Sampling;
using Mote.Recognition.Randomness;

namespace Mote.Evaluation.Privacy;

/// <summary>
/// The faces of a public bank, asked one after another in random order: sooner or later one is taken for the person, and
/// those that are taken tell the group, each by how sure the service was.
/// </summary>
/// <param name="Faces">Faces of the bank, the mean over subjects.</param>
/// <param name="Matched">The share of subjects for whom some face of the bank is accepted.</param>
/// <param name="CallsUntilMatch">The median over subjects of the expected number of calls until a match; null where half of them have none in the bank.</param>
/// <param name="MatchedBeforeLockout">The chance of a match before the lockout, the mean over subjects.</param>
/// <param name="GuessAccuracy">The balanced accuracy of the group guessed once the whole bank was asked; who matched nobody is guessed by chance.</param>
/// <param name="CallsUntilGuess">The fewest calls after which the guesses are surely better than chance (lower end of a 95 % interval); null if never.</param>
/// <param name="GuessAccuracyBeforeLockout">The balanced accuracy of the group guessed before the lockout.</param>
public sealed record BankProbing(
    double Faces, double Matched, double? CallsUntilMatch, double MatchedBeforeLockout, double GuessAccuracy, int? CallsUntilGuess, double GuessAccuracyBeforeLockout)
{
    // The most similar faces decide where an answer tells how similar.
    private const int Voters = 10;

    private static readonly int[] Checkpoints = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];

    /// <summary>Asks every face of the bank about every subject.</summary>
    /// <param name="subjects">The people.</param>
    /// <param name="templates">The template of each.</param>
    /// <param name="bank">Faces with their group; a subject is never asked about with photos of its own.</param>
    /// <param name="groups">Groups.</param>
    /// <param name="lockout">Consecutive non-matches after which the service answers no more.</param>
    /// <param name="seed">Orders the bank.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    internal static BankProbing Of(
        IReadOnlyList<AuditedSubject> subjects, IReadOnlyList<AuditedTemplate> templates, IReadOnlyList<(AuditedSubject Owner, float[] Face)> bank, int groups, int lockout, ulong seed, CancellationToken cancellationToken)
    {
        var attempts = new Attempt[subjects.Count];
        Parallel.For(0, attempts.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            var order = bank.Where(face => face.Owner != subjects[i]).ToArray();
            Shuffling.InPlace<(AuditedSubject, float[])>(SeededRandom.Create(StableSeed.Of(seed, subjects[i].Name, 0, 0)), order);
            var accepted = order
                .Select((face, call) => new Accepted(call + 1, face.Owner.Group, templates[i].Opened.Ask(face.Face)))
                .Where(face => face.Answer.IsMatch).ToArray();
            // A group that the bank has many faces of is no likelier for that.
            var votes = new double[groups];
            foreach (var group in order.CountBy(face => face.Owner.Group))
                votes[group.Key] = 1.0 / group.Value;
            attempts[i] = new Attempt(order.Length, votes, accepted);
        });

        int[] truth = [.. subjects.Select(subject => subject.Group)];
        var faces = attempts.Max(attempt => attempt.Faces);
        int[] checkpoints = [.. Checkpoints.Where(calls => calls < faces), faces];
        var withMatch = attempts.Where(attempt => attempt.Accepted.Length > 0).ToArray();
        return new BankProbing(
            attempts.Average(attempt => attempt.Faces),
            (double)withMatch.Length / attempts.Length,
            withMatch.Length * 2 <= attempts.Length ? null : attempts.Select(attempt => attempt.ExpectedCalls).Order().ElementAt(attempts.Length / 2),
            attempts.Average(attempt => attempt.MatchWithin(lockout)),
            Accuracy(faces),
            checkpoints.Cast<int?>().FirstOrDefault(calls => IsSurelyBetter(Accuracy(calls!.Value))),
            Accuracy(lockout));

        double Accuracy(int calls) => Enumerable.Range(0, groups).Average(group =>
            attempts.Zip(truth).Where(pair => pair.Second == group).Average(pair => pair.First.ChanceOfRight(group, calls, groups)));

        bool IsSurelyBetter(double accuracy)
        {
            var deviation = Math.Sqrt(accuracy * (1 - accuracy) * truth.CountBy(group => group).Sum(group => 1.0 / group.Value)) / groups;
            return accuracy - 1.96 * deviation > 1.0 / groups;
        }
    }

    private sealed record Accepted(int Call, int Group, ApiAnswer Answer);

    private sealed record Attempt(int Faces, double[] Votes, Accepted[] Accepted)
    {
        /// <summary>The first of k matches among n faces in random order comes after (n + 1) / (k + 1) calls on average.</summary>
        public double ExpectedCalls => Accepted.Length == 0 ? double.PositiveInfinity : (Faces + 1.0) / (Accepted.Length + 1);

        /// <summary>One less the hypergeometric chance that none of so many faces is one of the matches.</summary>
        public double MatchWithin(int calls)
        {
            var none = 1.0;
            for (var call = 0; call < Math.Min(calls, Faces); call++)
                none *= Math.Max(0, Faces - Accepted.Length - call) / (double)(Faces - call);
            return 1 - none;
        }

        /// <summary>The chance that the group is guessed right after so many calls; a tie is guessed by chance.</summary>
        public double ChanceOfRight(int group, int calls, int groups)
        {
            var votes = new double[groups];
            foreach (var face in Accepted.Where(face => face.Call <= calls).OrderByDescending(face => face.Answer.Score ?? 0).Take(Voters))
                votes[face.Group] += Votes[face.Group];
            var most = votes.Max();
            return votes[group] == most ? 1.0 / votes.Count(vote => vote == most) : 0;
        }
    }
}
