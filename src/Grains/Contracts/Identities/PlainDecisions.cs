namespace Mote.Grains.Contracts.Identities;

/// <summary>Decisions for whoever asks for no rate: the person's, the caller's and the door's decide.</summary>
public static class PlainDecisions
{
    /// <summary>Asks the subject's network.</summary>
    /// <param name="identity">Whose.</param>
    /// <param name="photo">The photo.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task<VerificationResult> Verify(this IIdentityGrain identity, byte[] photo, CancellationToken cancellationToken) =>
        (identity ?? throw new ArgumentNullException(nameof(identity))).Verify(photo, null, cancellationToken);

    /// <summary>Asks it, and shows what spoke for the answer.</summary>
    /// <param name="identity">Whose.</param>
    /// <param name="photo">The photo.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task<ExplanationResult> Explain(this IIdentityGrain identity, byte[] photo, CancellationToken cancellationToken) =>
        (identity ?? throw new ArgumentNullException(nameof(identity))).Explain(photo, null, cancellationToken);
}
