using Mote.Grains.Contracts.Identities;
using Mote.Protocol;

namespace Mote.Grains.Identities;

/// <summary>What a person's network is asked about one photo.</summary>
/// <typeparam name="T">The answer.</typeparam>
/// <param name="Kind">The kind of decision.</param>
/// <param name="Decide">Asks the network.</param>
/// <param name="Again">The answer to a repetition, by the decision that was made and counted.</param>
/// <param name="Verdict">The decision in an answer.</param>
internal sealed record Question<T>(
    AuditKind Kind,
    Func<EnrolledIdentity, Task<T>> Decide,
    Func<EnrolledIdentity, VerificationResult, Task<T>> Again,
    Func<T, VerificationResult> Verdict);
