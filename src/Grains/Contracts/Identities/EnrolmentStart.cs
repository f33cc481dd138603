namespace Mote.Grains.Contracts.Identities;

/// <summary>Starts an enrolment in the way that its request says, each way a right of its own.</summary>
public static class EnrolmentStart
{
    /// <summary>Asks for an enrolment, a re-enrolment, or one by force, and waits for nothing.</summary>
    /// <param name="identity">Whose.</param>
    /// <param name="request">Which, from what and how.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task<EnrolmentStatus> Start(this IIdentityGrain identity, EnrolmentRequest request, CancellationToken cancellationToken) =>
        identity.Start(request, TimeSpan.Zero, cancellationToken);

    /// <summary>Asks for an enrolment, a re-enrolment, or one by force.</summary>
    /// <param name="identity">Whose.</param>
    /// <param name="request">Which, from what and how.</param>
    /// <param name="patience">How long its end is waited for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task<EnrolmentStatus> Start(this IIdentityGrain identity, EnrolmentRequest request, TimeSpan patience, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(request);
        return
            !request.IsReenrolment ? identity.Enrol(request, patience, cancellationToken) :
            request.IsForced ? identity.ReenrolByForce(request, patience, cancellationToken) :
            identity.Reenrol(request, patience, cancellationToken);
    }
}
